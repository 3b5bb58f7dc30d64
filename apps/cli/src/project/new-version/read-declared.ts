import { Worker } from "node:worker_threads";
import { z } from "zod";

/** What a thread of its own found, which loads the project's files as they are now. */
const declaredSchema = z.object({
  /** Why the config, or the module, could not be loaded; null where both could. */
  problem: z.string().nullable(),
  /** What the config lists. */
  listed: z.array(z.object({ key: z.string(), status: z.string(), contentHash: z.string() })),
  /** The versions that the module exports, by themselves or in rubrics. */
  exported: z.array(z.object({ key: z.string(), isInRubric: z.boolean() })),
});

export type Declared = z.infer<typeof declaredSchema>;

/** Reads what a config lists and what a module exports: this process has loaded both as they were before. */
export async function readDeclared(config: string, module: string): Promise<Declared> {
  const { promise, resolve, reject } = Promise.withResolvers<unknown>();
  // What the project's own code prints was printed when this process loaded it.
  const worker = new Worker(findWorker(import.meta.url), {
    workerData: { config, module },
    stdout: true,
    stderr: true,
  });
  worker.once("message", resolve);
  worker.once("error", reject);
  worker.once("exit", () =>
    resolve({ problem: "the files end the process that loads them", listed: [], exported: [] }),
  );
  try {
    return declaredSchema.parse(await promise);
  } finally {
    await worker.terminate();
  }
}

/** Built, this code stands in `dist`; run from its source, the built worker serves. */
function findWorker(url: string): URL {
  return new URL(`${url.endsWith(".ts") ? "../../../dist/" : "./"}declared-worker.js`, url);
}
