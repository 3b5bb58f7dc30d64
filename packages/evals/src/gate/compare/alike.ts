import type { GateRule } from "@promptrail/core";
import { normalQuantile } from "../../statistics/distributions/normal-distribution.js";
import { estimateMean } from "../../statistics/means/mean-estimate.js";
import { casesForTieBound } from "../../statistics/means/tie-bound.js";

/** Below it a clustered error is a guess, and a run has no verdict. */
export const minClusters = 5;

/** What a run compares: pairs, or the clusters that its pairs form. */
export interface GateUnits {
  readonly units: number;
  readonly isClustered: boolean;
}

/**
 * The margin above which a run passes where both versions score alike on every case, and below which it shows nothing:
 * Tango's bound for scores of 0 and 1, `z²/(n+z²)`; for clusters the end of the interval of equal differences.
 */
export function marginIfAlike({ units, isClustered }: GateUnits, alpha: number): number {
  if (isClustered) return -intervalIfAlike(units, alpha).lower;
  const z = normalQuantile(1 - alpha);
  return (z * z) / (units + z * z);
}

function intervalIfAlike(units: number, alpha: number) {
  const values = Array.from({ length: units }, () => 0);
  const clusters = values.map((_, index) => String(index));
  return estimateMean({ values, clusters, alpha, bounds: { lower: -1, upper: 1 } }).interval;
}

/** How many pairs, or clusters, such a run needs for a pass at the gate's margin. */
export function unitsIfAlike(
  { margin, alpha }: Pick<GateRule, "margin" | "alpha">,
  isClustered: boolean,
): number {
  if (!isClustered) {
    const z = normalQuantile(1 - alpha);
    return Math.ceil((z * z * (1 - margin)) / margin);
  }
  let units = Math.max(minClusters, casesForTieBound(margin, alpha));
  while (marginIfAlike({ units, isClustered }, alpha) >= margin) units += 1;
  return units;
}
