import type { LoadedConfig } from "@promptrail/config";
import { withReleases } from "@promptrail/core/lifecycle";
import { type Evaluator, openEvalWorkers } from "@promptrail/evals/run";
import { shareCompiled } from "../../node/keep-compiled.js";
import type { Terminal } from "../../terminal.js";

/**
 * Runs `use` with threads that run the project's evals; each loads the project's config itself. What they print is for people: the
 * command's own output may be a document.
 */
export function withProjectEvals<Result>(
  { file }: LoadedConfig,
  { err }: Terminal,
  use: (evaluator: Evaluator) => Promise<Result>,
): Promise<Result> {
  shareCompiled();
  return withReleases(async (keep) => {
    const workers = openEvalWorkers({
      file: findWorker(import.meta.url),
      workerData: { config: file },
      onPrinted: err,
    });
    keep(() => workers.close());
    return use(workers);
  });
}

/**
 * Built, this code stands in `dist`. Node cannot load this package's TypeScript, whose imports end in `.js`:
 * run from there, the built worker serves.
 */
function findWorker(url: string): URL {
  return new URL(`${url.endsWith(".ts") ? "../../../dist/" : "./"}eval-worker.js`, url);
}
