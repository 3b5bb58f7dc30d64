import { dirname } from "node:path";
import { MessagePort, workerData } from "node:worker_threads";
import { loadConfig } from "@promptrail/config";
import { serveEvals } from "@promptrail/evals/thread";
import { z } from "zod";
import { keepCompiled } from "../../node/keep-compiled.js";

const data = z.object({ config: z.string(), port: z.instanceof(MessagePort) });

/** Answers the command that started this thread, with the suites of the config that it names, as the command has read them. */
export async function serveProjectEvals(): Promise<void> {
  const { config: file, port } = data.parse(workerData);
  keepCompiled(file);
  await serveEvals(port, async () => (await loadConfig(dirname(file), file)).config.suites ?? []);
}
