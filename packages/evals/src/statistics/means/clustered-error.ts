import { mean } from "./standard-error.js";

export interface ClusteredError {
  readonly standardError: number;
  readonly clusters: number;
}

/**
 * The standard error of a mean where values of one cluster move together:
 * `sqrt(C/(C−1) · Σ_c (Σ_i (s_ic − s̄))² / n²)`, the form with the C/(C−1) correction that inspect_ai,
 * R's `sandwich::vcovCL(type = "HC0", cadjust = TRUE)` and statsmodels' cluster covariance use.
 * A value with the cluster `null` is a cluster of its own; with such values only, it equals the CLT's error.
 * NaN below two clusters.
 */
export function clusteredError(
  values: readonly number[],
  clusters: readonly (string | null)[],
): ClusteredError {
  const centre = mean(values);
  const sums = sumByCluster(
    values.map((value) => value - centre),
    clusters,
  );
  const squares = sums.reduce((total, sum) => total + sum * sum, 0);
  const correction = sums.length / (sums.length - 1);
  return {
    standardError: Math.sqrt(correction * squares) / values.length,
    clusters: sums.length,
  };
}

/** The sum of each cluster's values; a value with the cluster `null` stands alone. */
export function sumByCluster(
  values: readonly number[],
  clusters: readonly (string | null)[],
): readonly number[] {
  const named = new Map<string, number>();
  const alone: number[] = [];
  for (const [index, value] of values.entries()) {
    const cluster = clusters[index] ?? null;
    if (cluster === null) alone.push(value);
    else named.set(cluster, (named.get(cluster) ?? 0) + value);
  }
  return [...named.values(), ...alone];
}
