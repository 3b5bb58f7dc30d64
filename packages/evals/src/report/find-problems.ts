import type { Trial } from "../runner/case-result.js";
import { isErrored, isNotApplicable, isPassed } from "../runner/case-result.js";

/** A case that did not pass, or has no result, with the reasons. */
export interface CaseProblem {
  readonly id: string;
  readonly reasons: readonly string[];
  /** True where the case has no result. */
  readonly errored: boolean;
}

interface CaseTrials {
  readonly id: string;
  readonly trials: readonly Trial[];
}

/** The cases with a problem, those without a result first, at most `limit`. */
export function findProblems(
  caseTrials: readonly CaseTrials[],
  limit: number,
): readonly CaseProblem[] {
  const problems = caseTrials.flatMap(({ id, trials }) =>
    isPassed(trials) || isNotApplicable(trials)
      ? []
      : [{ id, errored: isErrored(trials), reasons: readReasons(trials) }],
  );
  return problems
    .toSorted((left, right) => Number(right.errored) - Number(left.errored))
    .slice(0, limit);
}

function readReasons(trials: readonly Trial[]): readonly string[] {
  const reasons = trials.flatMap(({ error, judgements }) => [
    ...(error === null ? [] : [error.message]),
    ...judgements
      .filter((judgement) => !judgement.passed)
      .map((judgement) => `${judgement.name}: ${judgement.reason}`),
  ]);
  return [...new Set(reasons)];
}
