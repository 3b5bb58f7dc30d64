import type { Interval } from "./interval.js";

export interface MeanEstimateSettings {
  readonly values: readonly number[];
  readonly clusters: readonly (string | null)[];
  /** Of each side of the interval, which so covers 1 − 2·alpha. */
  readonly alpha: number;
  /** What the values cannot leave: [0, 1] for scores, [−1, 1] for differences. */
  readonly bounds: Interval;
}
