import { comparePairs } from "@promptrail/evals/run";
import { withProjectEvals } from "../../project/evaluating/with-project-evals.js";
import { withView } from "../../project/live/with-backend.js";
import { parseCount, parseMoment } from "../../project/parse-options.js";
import { createProgressLine } from "../../project/progress-line.js";
import { type AskedComparison, chooseVersions, readExamples } from "./asked-comparison.js";
import { collectPairs } from "./collect-pairs.js";
import type { FoundComparison } from "./found-comparison.js";
import { withStop } from "./with-stop.js";

const usualPairs = 2_000;
/** All of them are in memory at once, with what was said. */
const mostComparedPairs = 20_000;

/** By pairs of the call log. Only looks: a suite's evals run here, on what was logged. */
export async function compareShadow(asked: AskedComparison): Promise<FoundComparison> {
  const { scope, loaded, family, options } = asked;
  const { terminal } = scope;
  const examples = readExamples(options);
  const limit =
    options.limit === undefined
      ? usualPairs
      : parseCount(options.limit, "--limit", { most: mostComparedPairs });
  const since = options.since === undefined ? undefined : parseMoment(options.since, "--since");
  const suite = loaded.config.suites?.find((each) => each.family === family) ?? null;
  const isLooking = true;
  return withStop(terminal, { isLooking }, ({ stop: signal }) =>
    withView(scope, async (view) => {
      const versions = chooseVersions(asked, await view.status());
      const read = createProgressLine(terminal, ({ done }) => `${done} pairs read`);
      const collected = await collectPairs(view, {
        ...versions,
        family,
        since,
        limit,
        signal,
        onProgress: read.show,
      }).finally(read.end);
      const line = createProgressLine(terminal, ({ done, total }) => `${done}/${total} judged`);
      const comparison = await withProjectEvals(loaded, terminal, (evaluator) =>
        comparePairs({
          ...versions,
          ...collected,
          family,
          source: "shadow",
          suite,
          examples,
          evaluator,
          signal,
          onProgress: ({ judged, total }) => line.show({ done: judged, total }),
        }),
      ).finally(line.end);
      return { comparison, environment: view.environment, run: null };
    }),
  );
}
