import { normalQuantile } from "../distributions/normal-distribution.js";
import { clusteredError } from "./clustered-error.js";
import type { Interval } from "./interval.js";
import { mean, standardError } from "./standard-error.js";

export interface WilsonSettings {
  /** The share seen, 0 to 1. */
  readonly share: number;
  /** How many independent observations it rests on; need not be whole where a design effect shrank it. */
  readonly n: number;
  /** Two-sided, e.g. 0.95. */
  readonly confidence: number;
}

/**
 * Wilson's score interval: centre `(p+z²/2n)/(1+z²/n)`.
 * Source: Wilson 1927; Newcombe 1998, Statistics in Medicine 17:857, method 3. With n = 0: [0, 1].
 */
export function wilsonInterval(settings: WilsonSettings): Interval {
  const { share, n, confidence } = settings;
  if (n <= 0) return { lower: 0, upper: 1 };
  const z = normalQuantile(0.5 + confidence / 2);
  const shrink = 1 + (z * z) / n;
  const centre = (share + (z * z) / (2 * n)) / shrink;
  const half = (z * Math.sqrt((share * (1 - share)) / n + (z * z) / (4 * n * n))) / shrink;
  return {
    lower: share === 0 ? 0 : Math.max(0, centre - half),
    upper: share === 1 ? 1 : Math.min(1, centre + half),
  };
}

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

/** A pass rate's Wilson interval, with clusters where there are any. */
export function passRateInterval(
  passes: readonly boolean[],
  clusters: readonly (string | null)[],
  confidence: number,
): Interval {
  return shareInterval(passes.map(Number), clusters, confidence);
}
