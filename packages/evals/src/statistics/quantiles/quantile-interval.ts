import { binomialCdf } from "../distributions/binomial.js";
import { requireOpenShare } from "../inputs/require-number.js";
import { requireNumbers } from "../inputs/require-numbers.js";
import { quantile } from "../means/quantile.js";

export interface QuantileIntervalSettings {
  /** In any order and unit; independent. */
  readonly values: readonly number[];
  /** Which quantile, 0 < p < 1: 0.95 for the 95th percentile. */
  readonly p: number;
  /** Two-sided, e.g. 0.95. */
  readonly confidence: number;
}

export interface QuantileInterval {
  /** Of type 7 (Hyndman & Fan 1996). */
  readonly estimate: number;
  /** A value that was seen; null where so few values bound the quantile on this side at no such confidence. */
  readonly lower: number | null;
  readonly upper: number | null;
  /** How surely it covers the quantile of a continuous distribution, counted exactly: at least the confidence. With ties: more. */
  readonly coverage: number;
}

/**
 * The order-statistic interval of a quantile: from the l-th to the u-th smallest value, with `P(Bin(n, p) < l)` and
 * `P(Bin(n, p) ≥ u)` of at most (1 − confidence)/2 each. It holds for every n and every distribution, and bends with no outlier.
 * The 95th percentile has an upper bound of 95 % confidence from 72 values on.
 *
 * Source: Conover 1999, Practical Nonparametric Statistics, §3.2; Hahn & Meeker 1991, §5.2.
 *
 * @throws RangeError without values, for one that is not finite, and for a p or a confidence that is not between 0 and 1.
 */
export function quantileInterval(settings: QuantileIntervalSettings): QuantileInterval {
  const { values, p, confidence } = settings;
  const by = "quantileInterval";
  requireNumbers({ by, name: "values", values, count: 1 });
  requireOpenShare({ by, name: "p", value: p });
  requireOpenShare({ by, name: "confidence", value: confidence });
  const n = values.length;
  const { low, high } = findQuantileRanks(n, p, (1 - confidence) / 2);
  const sorted = values.toSorted((left, right) => left - right);
  return {
    estimate: quantile(sorted, p),
    lower: sorted[low - 1] ?? null,
    upper: sorted[high - 1] ?? null,
    coverage: 1 - binomialCdf(low - 1, n, p) - binomialCdf(n - high, n, 1 - p),
  };
}

/** The ranks, from 1, of the values that bound a quantile with at most `tail` beyond each; 0 and n + 1 where none does. */
export function findQuantileRanks(
  n: number,
  p: number,
  tail: number,
): { readonly low: number; readonly high: number } {
  const findLow = (share: number) =>
    findLastRank(n, (rank) => binomialCdf(rank - 1, n, share) <= tail);
  // P(Bin(n, p) ≥ u) is P(Bin(n, 1 − p) ≤ n − u): the mirrored ranks.
  return { low: findLow(p), high: n + 1 - findLow(1 - p) };
}

/** The last of the ranks 1 to n for which something is true that is true up to a point; 0 where it never is. */
function findLastRank(n: number, isTrue: (rank: number) => boolean): number {
  let last = 0;
  let beyond = n + 1;
  while (beyond - last > 1) {
    const middle = (last + beyond) >> 1;
    if (isTrue(middle)) last = middle;
    else beyond = middle;
  }
  return last;
}
