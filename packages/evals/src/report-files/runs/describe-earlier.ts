import { formatBegunAnew, formatEarlier } from "../../report/earlier/format-earlier.js";
import type { ReportedRun } from "./reported-runs.js";

/** A line for each version about the answers of earlier runs that it stands on; none where every answer is the run's own. */
export function describeEarlier({ evaluation, baselineIs }: ReportedRun): readonly string[] {
  const { candidate } = evaluation;
  if (evaluation.kind === "single") {
    const { results, earlier } = evaluation.run;
    return formatEarlier([{ title: candidate.key, cases: results, earlier: earlier?.candidate }]);
  }
  const { results, earlier, begunAnew } = evaluation.run;
  const taken = formatEarlier([
    {
      title: candidate.key,
      cases: results.map((result) => ({ trials: result.candidate })),
      earlier: earlier?.candidate,
    },
    {
      title: `${evaluation.baseline.key} (${baselineIs})`,
      cases: results.map((result) => ({ trials: result.baseline })),
      earlier: earlier?.baseline,
    },
  ]);
  return [...taken, ...formatBegunAnew(candidate.key, begunAnew)];
}
