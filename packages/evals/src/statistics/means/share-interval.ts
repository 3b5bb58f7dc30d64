import { clusteredError } from "./clustered-error.js";
import type { Interval } from "./interval.js";
import { mean, standardError } from "./standard-error.js";
import { wilsonInterval } from "./wilson-interval.js";

/**
 * The Wilson interval of a mean of values from 0 to 1, on the effective sample size n / deff,
 * deff = SE²_clustered / SE²_CLT ≥ 1 (Kish 1965; Dean & Pagano 2015). Without clusters it is Wilson's own; where
 * all values are equal, or all are of one cluster, the design effect cannot be seen, and each cluster counts once.
 * Values between 0 and 1 vary less than passes and fails of the same mean: for them it is wider than need be.
 */
export function shareInterval(
  values: readonly number[],
  clusters: readonly (string | null)[],
  confidence: number,
): Interval {
  const share = mean(values);
  const clustered = clusteredError(values, clusters);
  const plain = standardError(values);
  const effect =
    plain > 0 && clustered.clusters > 1
      ? Math.max(1, (clustered.standardError / plain) ** 2)
      : null;
  const n = effect === null ? clustered.clusters : values.length / effect;
  return wilsonInterval({ share: values.length === 0 ? 0 : share, n, confidence });
}
