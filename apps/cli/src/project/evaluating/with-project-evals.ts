import type { LoadedConfig } from "@promptrail/config";
import { withReleases } from "@promptrail/core/lifecycle";
import { type Evaluator, openEvalWorkers } from "@promptrail/evals";

// Built, this code stands in `dist`. Node cannot load this package's TypeScript, whose imports end in
// `.js`: run from there, the built worker serves.
const folder = import.meta.url.endsWith(".ts") ? "../../../dist/" : "./";

/** Runs `use` with threads that run the project's evals; each loads the project's config itself. */
export function withProjectEvals<Result>(
  { file }: LoadedConfig,
  use: (evaluator: Evaluator) => Promise<Result>,
): Promise<Result> {
  return withReleases(async (keep) => {
    const workers = openEvalWorkers({
      file: new URL(`${folder}eval-worker.js`, import.meta.url),
      workerData: { config: file },
    });
    keep(() => workers.close());
    return use(workers);
  });
}
