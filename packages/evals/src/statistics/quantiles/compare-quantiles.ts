import { requireNumbers } from "../inputs/require-numbers.js";
import { type QuantileInterval, quantileInterval } from "./quantile-interval.js";

export interface CompareQuantilesSettings {
  readonly candidate: readonly number[];
  readonly baseline: readonly number[];
  /** Which quantile, 0 < p < 1. */
  readonly p: number;
  /** Two-sided, e.g. 0.95, of the difference and the ratio together. */
  readonly confidence: number;
}

interface OpenInterval {
  readonly estimate: number;
  /** Null where too few values bound it on this side. */
  readonly lower: number | null;
  readonly upper: number | null;
}

export interface QuantileComparison {
  /** Candidate less baseline, in the unit of the values. */
  readonly difference: OpenInterval;
  /** Candidate by baseline; null where a value is not above 0. */
  readonly ratio: OpenInterval | null;
}

/**
 * How two samples' quantiles differ, e.g. their 95th percentiles of latency: both get an order-statistic interval of half the
 * error, and every pair of quantiles in the two is held. That is true of paired and unpaired samples alike, whatever
 * their distributions, and wider than it need be (Bonferroni).
 *
 * @throws RangeError as `quantileInterval` does.
 */
export function compareQuantiles(settings: CompareQuantilesSettings): QuantileComparison {
  const { candidate, baseline, p, confidence } = settings;
  const by = "compareQuantiles";
  requireNumbers({ by, name: "candidate", values: candidate, count: 1 });
  requireNumbers({ by, name: "baseline", values: baseline, count: 1 });
  const each = (1 + confidence) / 2;
  const ours = quantileInterval({ values: candidate, p, confidence: each });
  const theirs = quantileInterval({ values: baseline, p, confidence: each });
  const isPositive = [...candidate, ...baseline].every((value) => value > 0);
  return {
    difference: combine(ours, theirs, (left, right) => left - right),
    ratio: isPositive ? combine(ours, theirs, (left, right) => left / right) : null,
  };
}

function combine(
  ours: QuantileInterval,
  theirs: QuantileInterval,
  take: (left: number, right: number) => number,
): OpenInterval {
  const orNull = (left: number | null, right: number | null) =>
    left === null || right === null ? null : take(left, right);
  return {
    estimate: take(ours.estimate, theirs.estimate),
    lower: orNull(ours.lower, theirs.upper),
    upper: orNull(ours.upper, theirs.lower),
  };
}
