import { studentTQuantile } from "../distributions/student-t.js";
import { clusteredError } from "./clustered-error.js";
import type { Interval } from "./interval.js";
import type { MeanEstimateSettings } from "./mean-estimate-settings.js";
import { isSparse, sparseInterval } from "./sparse-interval.js";
import { mean } from "./standard-error.js";

export interface MeanEstimate {
  readonly n: number;
  readonly mean: number;
  /** With clusters where there are any, else the CLT's. NaN below two units. */
  readonly standardError: number;
  readonly interval: Interval;
  /** Independent units: clusters, where there are any, else cases. */
  readonly units: number;
}

/**
 * A mean with its t interval (clustered standard error, C − 1 degrees of freedom). Where nearly all values are
 * equal their variance tells nothing, and `sparseInterval` takes over. Below two units: the whole range.
 */
export function estimateMean(settings: MeanEstimateSettings): MeanEstimate {
  const { values, clusters, alpha, bounds } = settings;
  const centre = mean(values);
  const { standardError, clusters: units } = clusteredError(values, clusters);
  const known = { n: values.length, mean: centre, standardError, units };
  if (units < 2) return { ...known, interval: bounds };
  const reach = studentTQuantile(1 - alpha, units - 1) * standardError;
  const interval = { lower: centre - reach, upper: centre + reach };
  return {
    ...known,
    interval: clip(isSparse(values, clusters) ? sparseInterval(settings) : interval, bounds),
  };
}

function clip({ lower, upper }: Interval, bounds: Interval): Interval {
  return { lower: Math.max(bounds.lower, lower), upper: Math.min(bounds.upper, upper) };
}
