import { studentTQuantile } from "../distributions/student-t.js";
import { requireNumber, requireOpenShare } from "../inputs/require-number.js";
import { requireNumbers, requireSameLength } from "../inputs/require-numbers.js";
import { sumByCluster } from "../means/clustered-error.js";
import type { Interval } from "../means/interval.js";
import { sum } from "../means/sum.js";

export interface HajekSettings {
  readonly values: readonly number[];
  /** With which each value was drawn, 0 < π ≤ 1. */
  readonly probabilities: readonly number[];
  /** Which cluster each value is of; null: of none. Default: none is. */
  readonly clusters?: readonly (string | null)[];
  /** Two-sided, e.g. 0.95. */
  readonly confidence: number;
}

export interface HajekMean {
  readonly mean: number;
  /** Null below two units. */
  readonly standardError: number | null;
  /** By Student's t with units − 1 degrees of freedom; null below two units. */
  readonly interval: Interval | null;
  /** Values that an equally weighted sample would need for the same error, if weights and values are unrelated: `kishSize`. */
  readonly effectiveSize: number;
  /** Clusters, where there are any, else values. */
  readonly units: number;
}

/**
 * The mean of what a sample with unequal probabilities stands for: `Σ(x/π)/Σ(1/π)`, with the variance of its linear form,
 * `C/(C−1) · Σ_c (Σ_i w(x − x̄))² / (Σw)²`, w = 1/π. Draws are taken as independent, and no correction is made for a sample that is
 * a large part of all: the error is of what the process gives, not of what it gave.
 *
 * Source: Hájek 1971; Särndal, Swensson & Wretman 1992, Model Assisted Survey Sampling, §5.7; the same as R's `survey::svymean` of a
 * design with these weights.
 *
 * @throws RangeError without values, for lists that differ in length, a value that is not finite, a probability that is not in (0, 1].
 */
export function hajekMean(settings: HajekSettings): HajekMean {
  const { values, probabilities, clusters = values.map(() => null), confidence } = settings;
  const by = "hajekMean";
  requireSameLength(by, { values, probabilities, clusters });
  requireNumbers({ by, name: "values", values, count: 1 });
  requireOpenShare({ by, name: "confidence", value: confidence });
  requireNumbers({ by, name: "probabilities", values: probabilities, above: 0, most: 1 });
  const weights = probabilities.map((probability) => 1 / probability);
  const total = sum(weights);
  const mean = sum(values.map((value, index) => value * (weights[index] ?? 0))) / total;
  const sums = sumByCluster(
    values.map((value, index) => (value - mean) * (weights[index] ?? 0)),
    clusters,
  );
  const units = sums.length;
  const known = { mean, effectiveSize: kishSize(weights), units };
  if (units < 2) return { ...known, standardError: null, interval: null };
  const squares = sum(sums.map((value) => value * value));
  const standardError = Math.sqrt((squares * units) / (units - 1)) / total;
  const reach = studentTQuantile(0.5 + confidence / 2, units - 1) * standardError;
  return { ...known, standardError, interval: { lower: mean - reach, upper: mean + reach } };
}

/**
 * Kish's effective sample size of weights, `(Σw)²/Σw²`: from 1 to their number, which it reaches where all are equal. 0 of nothing.
 *
 * Source: Kish 1965, Survey Sampling, §11.7.
 *
 * @throws RangeError for a weight below 0, and where all are 0.
 */
export function kishSize(weights: readonly number[]): number {
  const by = "kishSize";
  requireNumbers({ by, name: "weights", values: weights, least: 0 });
  if (weights.length === 0) return 0;
  // By the largest, because squares of very large or small weights leave the range of numbers.
  const largest = weights.reduce((most, weight) => Math.max(most, weight), 0);
  requireNumber({ by, name: "the largest of weights", value: largest, above: 0 });
  const shares = weights.map((weight) => weight / largest);
  return sum(shares) ** 2 / sum(shares.map((share) => share * share));
}
