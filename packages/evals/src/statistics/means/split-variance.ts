import { mean } from "./standard-error.js";
import { sum } from "./sum.js";

/** The scores of the answers to one case. */
export interface RepeatedScores {
  /** One for each repeat, 0 to 1. */
  readonly scores: readonly number[];
  /**
   * Of each score: how much it would vary if the same answer were judged again, as the variance of the mean of the judge's
   * verdicts. Null where nobody measured that: a judge with one verdict an answer.
   */
  readonly judgeVariances: readonly (number | null)[];
}

/** Where the variance of single scores comes from, in squared score units; together the variance of one answer's score. */
export interface VarianceParts {
  /** Between cases: some are harder. It falls with more cases alone. */
  readonly cases: number;
  /** Between answers to the same case; null where no case has two. Then it is in `cases`. */
  readonly samples: number | null;
  /** Between verdicts on the same answer; null where no answer has two. Then it is in `samples`. */
  readonly judge: number | null;
}

/**
 * Splits the variance of scores into its parts by the method of moments: a one-way analysis of variance with random effects
 * (Searle, Casella & McCulloch 1992, "Variance Components", ch. 3), where the cases weigh the same and may differ in how
 * many answers they have, and a part that comes out below 0 is 0. Null for fewer than two cases.
 */
export function splitVariance(cases: readonly RepeatedScores[]): VarianceParts | null {
  const scored = cases.filter(({ scores }) => scores.length > 0);
  if (scored.length < 2) return null;
  const between = varianceAround(scored.map(({ scores }) => mean(scores)));
  const within = poolWithin(scored);
  const judge = meanKnown(scored.flatMap(({ judgeVariances }) => judgeVariances));
  if (within === null) return { cases: between, samples: null, judge };
  const perCase = mean(scored.map(({ scores }) => 1 / scores.length));
  return {
    cases: Math.max(0, between - within * perCase),
    samples: Math.max(0, within - (judge ?? 0)),
    judge,
  };
}

/** Around each case's own mean, over all cases with two answers or more; null where there is none. */
function poolWithin(cases: readonly RepeatedScores[]): number | null {
  const freedom = sum(cases.map(({ scores }) => scores.length - 1));
  if (freedom === 0) return null;
  return sum(cases.map(({ scores }) => squaresAround(scores))) / freedom;
}

/** With n − 1 below. */
function varianceAround(values: readonly number[]): number {
  return squaresAround(values) / (values.length - 1);
}

function squaresAround(values: readonly number[]): number {
  const centre = mean(values);
  return sum(values.map((value) => (value - centre) ** 2));
}

function meanKnown(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null);
  return known.length === 0 ? null : mean(known);
}
