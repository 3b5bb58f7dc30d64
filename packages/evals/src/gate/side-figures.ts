import type { Interval } from "../statistics/means/interval.js";
import type { VarianceParts } from "../statistics/means/split-variance.js";

/** A figure with its 95 % interval. */
export interface EstimatedFigure extends Interval {
  readonly value: number;
}

export interface EvalFigures {
  readonly name: string;
  readonly mustPass: boolean;
  /** Answers it judged. */
  readonly judged: number;
  readonly passed: number;
  /** Answers to which it does not apply. */
  readonly notApplicable: number;
  /** Mean score of the answers that it judged, 0 to 1; null where there are none. */
  readonly score: number | null;
}

/** What one version did. */
export interface SideFigures {
  /** Cases with a score. */
  readonly cases: number;
  readonly errored: number;
  /** Cases of which no eval says anything: they have no score, and are in no rate. */
  readonly notApplicable: number;
  /** Cases whose every answer passed; Wilson, on the effective sample size where there are clusters. Null without cases. */
  readonly passRate: EstimatedFigure | null;
  /** Mean of the cases' scores; t, clustered where there are clusters. Null without cases. */
  readonly score: EstimatedFigure | null;
  /** What the scores vary by; null where every case has one answer, and every answer one verdict of each judge. */
  readonly variance: VarianceParts | null;
  /** US dollars; null where an answer's cost is unknown. */
  readonly cost: number | null;
  /** Null where an answer's count is unknown. */
  readonly tokens: { readonly input: number | null; readonly output: number | null };
  /** The same sums over the answers of which they are known. */
  readonly atLeast: { readonly cost: number; readonly input: number; readonly output: number };
  /** Milliseconds a call; null without an answer. */
  readonly duration: { readonly median: number; readonly p95: number } | null;
  /** How many answers ended other than as a success, by outcome. */
  readonly unsuccessful: Readonly<Record<string, number>>;
  /** How many answers are missing or not judged, by the error's kind. */
  readonly errors: Readonly<Record<string, number>>;
  readonly evals: readonly EvalFigures[];
}
