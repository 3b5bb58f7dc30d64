import { createInterface } from "node:readline";
import { isPromptrailError } from "@promptrail/core";
import { embedded } from "../src/embedded.js";
import { isStoreLost } from "../src/lock/folder-lock.js";
import { bringLive } from "./commands.js";

// A child process of tests: opens the embedded store of a folder, then takes the first decision of each
// family whose name it reads, and says how each went. It closes the store when it reads no more.
const [projectFolder = "."] = process.argv.slice(2);
const say = (answer: object) => console.log(JSON.stringify(answer));

try {
  const store = await embedded().open({ environment: "production", projectFolder });
  say({ opened: true });
  for await (const family of createInterface({ input: process.stdin })) {
    try {
      await bringLive(store, family, 1);
      say({ decided: true });
    } catch (error) {
      say({ ...toAnswer(error), lost: isStoreLost(error) });
    }
  }
  await store.close();
} catch (error) {
  say({ opened: false, ...toAnswer(error) });
}

function toAnswer(error: unknown): object {
  return isPromptrailError(error)
    ? { code: error.code, message: error.message }
    : { message: String(error) };
}
