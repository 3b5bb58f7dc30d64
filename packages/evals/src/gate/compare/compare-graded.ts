import type { GateRule } from "@promptrail/core";
import { noncentralTUpper } from "../../statistics/distributions/noncentral-t.js";
import { normalCdf, normalQuantile } from "../../statistics/distributions/normal-distribution.js";
import { studentTQuantile } from "../../statistics/distributions/student-t.js";
import { sumByCluster } from "../../statistics/means/clustered-error.js";
import { estimateMean, type MeanEstimate } from "../../statistics/means/mean-estimate.js";
import { isSparse } from "../../statistics/means/sparse-interval.js";
import { casesForTieBound, tieBound } from "../../statistics/means/tie-bound.js";
import { sampleSize } from "../../statistics/paired/sample-size.js";
import { signFlipTest } from "../../statistics/paired/sign-flip-test.js";
import { splitAlpha } from "../split-alpha.js";
import type { Pairs } from "./collect-pairs.js";
import type { Comparison } from "./comparison.js";
import { plannedPower, toDecidingMargin, toDistance } from "./comparison.js";
import { smallestGradedDrop, varianceOfLoss } from "./smallest-drop.js";

/**
 * Graded scores, or clusters: the t interval of the mean difference with the clustered error, and the
 * sign-flip test by cluster against harm. Needs at least two units (clusters, or pairs without clusters).
 */
export function compareGraded(pairs: Pairs, gate: GateRule): Comparison {
  const { margin, alpha } = gate;
  const { differences, clusters } = pairs;
  const harmAlpha = splitAlpha(gate).primary;
  const bounds = { lower: -1, upper: 1 };
  const estimate = estimateMean({ values: differences, clusters, alpha, bounds });
  const { n, units, standardError, mean: difference } = estimate;
  const { upper } =
    harmAlpha === alpha
      ? estimate.interval
      : estimateMean({ values: differences, clusters, alpha: harmAlpha, bounds }).interval;
  const sparse = isSparse(differences, clusters);
  // The flips cost thousands of sums; where the interval holds 0 there is nothing for them to confirm.
  const harmP = upper < 0 ? signFlipTest(sumByCluster(differences, clusters)) : 1;
  const open = sparse ? Math.max(tieBound(units, alpha), -estimate.interval.lower) : 0;
  return {
    method: "t",
    n,
    units,
    difference,
    standardError,
    interval: estimate.interval,
    harmP,
    harmAlpha,
    isWorse: harmP <= harmAlpha,
    power: gradedPower({ ...estimate, margin, alpha, harmAlpha, isSparse: sparse }),
    smallestCatchableDrop: smallestGradedDrop({
      ...estimate,
      harmAlpha,
      isSparse: sparse,
      varianceOfLoss: varianceOfLoss(differences, standardError),
    }),
    casesNeeded: Math.max(
      sparse ? Math.ceil((casesForTieBound(margin, alpha) * n) / units) : 0,
      sampleSize({
        // By the pair, with the clusters' design effect in it.
        standardDeviation: standardError * Math.sqrt(n),
        distance: toDistance(difference, margin),
        alpha,
        power: plannedPower,
      }),
    ),
    decidingMargin: toDecidingMargin({
      difference,
      reach: (normalQuantile(1 - alpha) + normalQuantile(plannedPower)) * standardError,
      // Few units that all agree leave more open than the bound for equal values.
      open,
    }),
  };
}

interface GradedPowerSettings extends Pick<MeanEstimate, "units" | "standardError" | "interval"> {
  readonly mean: number;
  readonly margin: number;
  readonly alpha: number;
  readonly harmAlpha: number;
  readonly isSparse: boolean;
}

/**
 * The power of the t test of a difference of 0 against −margin, less the chance that harm is shown. Where nearly all values
 * agree, the interval of what was seen stands for that of the next run.
 */
function gradedPower(settings: GradedPowerSettings): number {
  const { units, standardError, interval, margin, alpha, harmAlpha } = settings;
  const isReached = settings.mean - interval.lower < margin;
  if (standardError === 0 || units < 2) return isReached ? 1 : 0;
  if (settings.isSparse) {
    return normalCdf((margin - (settings.mean - interval.lower)) / standardError);
  }
  const degrees = units - 1;
  const shown = noncentralTUpper(
    studentTQuantile(1 - alpha, degrees),
    degrees,
    margin / standardError,
  );
  return Math.min(shown, 1 - harmAlpha);
}
