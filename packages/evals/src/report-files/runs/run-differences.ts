import { type EvalDifference, findDifferences } from "../../differ/find-differences.js";
import type { ReportedRun } from "./reported-runs.js";

/** Where the judges of a run's suite and the evals beside them differ, on the answers of one version. */
export interface SideDifferences {
  /** The version's key. */
  readonly title: string;
  readonly differences: readonly EvalDifference[];
}

/** The candidate first, and its baseline beside it. Without a difference where no judge stands beside an eval. */
export function readRunDifferences({ evaluation, evals }: ReportedRun): readonly SideDifferences[] {
  const { candidate } = evaluation;
  if (evaluation.kind === "single") {
    const { results } = evaluation.run;
    return [{ title: candidate.key, differences: findDifferences(evals, results) }];
  }
  const { results } = evaluation.run;
  const read = (side: "candidate" | "baseline") =>
    findDifferences(
      evals,
      results.map((result) => ({ id: result.id, trials: result[side] })),
    );
  return [
    { title: candidate.key, differences: read("candidate") },
    { title: evaluation.baseline.key, differences: read("baseline") },
  ];
}
