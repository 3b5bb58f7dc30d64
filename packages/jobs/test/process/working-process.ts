import { toErrorText } from "@promptrail/core/errors";
import { postgres } from "@promptrail/store-postgres";
import { openJobQueue } from "../../src/index.js";
import { databaseOf } from "../open-queues.js";

/**
 * Works on the queue `run` until it is killed, and tells its parent: `ready`, the payload and attempt of each job as it
 * begins, and each problem. A job whose payload says so is held by its first attempt.
 */
const [url] = process.argv.slice(2);
const tell = (what: object) => process.send?.(what);

const environment = "production";
const store = await postgres(url).open({ environment, projectFolder: ".", create: false });
const queue = await openJobQueue({
  database: await databaseOf(store),
  environment,
  onProblem: (error) => tell({ problem: toErrorText(error) }),
});
await queue.work(
  "run",
  async ({ payload, attempt }) => {
    tell({ payload, attempt });
    if (payload["isHeld"] === true && attempt === 1) await new Promise(() => {});
  },
  { concurrency: 2 },
);
tell({ ready: true });
