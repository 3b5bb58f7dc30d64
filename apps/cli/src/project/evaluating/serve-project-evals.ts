import { dirname } from "node:path";
import { MessagePort, workerData } from "node:worker_threads";
import { loadConfig } from "@promptrail/config";
import { serveEvals } from "@promptrail/evals/thread";
import { z } from "zod";

const data = z.object({ config: z.string(), port: z.instanceof(MessagePort) });

/** Answers the command that started this thread, with the suites of the config that it names. */
export async function serveProjectEvals(): Promise<void> {
  const { config: file, port } = data.parse(workerData);
  await serveEvals(port, async () => (await loadConfig(dirname(file), file)).config.suites ?? []);
}
