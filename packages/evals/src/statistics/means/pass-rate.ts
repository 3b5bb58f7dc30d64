import type { Interval } from "./interval.js";
import { shareInterval } from "./share-interval.js";

/** A pass rate's Wilson interval, with clusters where there are any. */
export function passRateInterval(
  passes: readonly boolean[],
  clusters: readonly (string | null)[],
  confidence: number,
): Interval {
  return shareInterval(passes.map(Number), clusters, confidence);
}
