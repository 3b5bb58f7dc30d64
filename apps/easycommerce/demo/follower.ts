import { followServer } from "@promptrail/client";
import { createPromptrail } from "@promptrail/runtime";
import config from "../promptrail.config.ts";
import { product } from "./inputs.ts";

/**
 * Another service: it has no store, and follows the server. It tells its parent each version that it
 * serves, as soon as a call has run on it.
 */
const { PROMPTRAIL_URL = "", PROMPTRAIL_KEY = "" } = process.env;
let onRevision = () => {};
let served: number | undefined;

const promptrail = await createPromptrail(config, {
  statusSource: followServer({ url: PROMPTRAIL_URL, key: PROMPTRAIL_KEY }),
  onRevision: () => onRevision(),
});

async function serve(): Promise<void> {
  const { version } = promptrail.resolve("product_description").version;
  if (served === version) return;
  served = version;
  const result = await promptrail.call("product_description", { product });
  process.send?.({ version: result.version, at: Date.now() });
}

onRevision = () => void serve();
await serve();
