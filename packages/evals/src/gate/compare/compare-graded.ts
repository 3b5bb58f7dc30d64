import type { GateRule } from "@promptrail/core";
import { normalCdf, normalQuantile } from "../../statistics/distributions/normal-distribution.js";
import { studentTQuantile } from "../../statistics/distributions/student-t.js";
import { sumByCluster } from "../../statistics/means/clustered-error.js";
import { estimateMean } from "../../statistics/means/mean-estimate.js";
import { isSparse } from "../../statistics/means/sparse-interval.js";
import { casesForTieBound, tieBound } from "../../statistics/means/tie-bound.js";
import { sampleSize } from "../../statistics/paired/sample-size.js";
import { signFlipTest } from "../../statistics/paired/sign-flip-test.js";
import type { Pairs } from "./collect-pairs.js";
import type { Comparison } from "./comparison.js";
import { plannedPower, toDecidingMargin, toDistance } from "./comparison.js";

/**
 * Graded scores, or clusters: the t interval of the mean difference with the clustered error, and the
 * sign-flip test by cluster against harm. Needs at least two units (clusters, or pairs without clusters).
 */
export function compareGraded(pairs: Pairs, { margin, alpha }: GateRule): Comparison {
  const { differences, clusters } = pairs;
  const estimate = estimateMean({
    values: differences,
    clusters,
    alpha,
    bounds: { lower: -1, upper: 1 },
  });
  const { n, units, standardError } = estimate;
  const quantile = studentTQuantile(1 - alpha, Math.max(1, units - 1));
  const sparse = isSparse(differences, clusters);
  const isHarmPossible = estimate.interval.upper < 0;
  return {
    method: "t",
    n,
    units,
    difference: estimate.mean,
    standardError,
    interval: estimate.interval,
    // The flips cost thousands of sums; where the interval holds 0 there is nothing for them to confirm.
    harmP: isHarmPossible ? signFlipTest(sumByCluster(differences, clusters)) : 1,
    power: gradedPower(margin, standardError, estimate.mean - estimate.interval.lower),
    smallestCatchableDrop: Math.min(
      1,
      Math.max(
        estimate.interval.upper - estimate.mean,
        (quantile + normalQuantile(plannedPower)) * standardError,
      ),
    ),
    casesNeeded: Math.max(
      sparse ? Math.ceil((casesForTieBound(margin, alpha) * n) / units) : 0,
      sampleSize({
        // By the pair, with the clusters' design effect in it.
        standardDeviation: standardError * Math.sqrt(n),
        distance: toDistance(estimate.mean, margin),
        alpha,
        power: plannedPower,
      }),
    ),
    decidingMargin: toDecidingMargin({
      difference: estimate.mean,
      reach: (normalQuantile(1 - alpha) + normalQuantile(plannedPower)) * standardError,
      // Few units that all agree leave more open than the bound for equal values.
      open: sparse ? Math.max(tieBound(units, alpha), -estimate.interval.lower) : 0,
    }),
  };
}

function gradedPower(margin: number, standardError: number, reach: number): number {
  if (standardError === 0) return reach < margin ? 1 : 0;
  return normalCdf((margin - reach) / standardError);
}
