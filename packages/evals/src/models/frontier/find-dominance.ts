import { collectPairs } from "../../gate/compare/collect-pairs.js";
import { holm } from "../../statistics/multiplicity/adjust-p.js";
import { type ModelsRun, pickPair } from "../run/run-models.js";
import type { ModelPoint } from "./model-frontier.js";
import type { EstimatedPoint } from "./model-points.js";
import { testCost } from "./test-cost.js";
import { testHarm } from "./test-quality.js";

/**
 * For each model the one that dominates it: a mean score at least as high at no higher cost, one of the two better. Of several the
 * cheapest. That it is shown, all ordered pairs of models decide together (Holm), by the larger p of the two parts.
 */
export function findDominance(
  run: ModelsRun,
  points: readonly EstimatedPoint[],
  alpha: number,
): readonly ModelPoint["dominatedBy"][] {
  const pairs = points.flatMap((_, below) =>
    points.flatMap((__, above) => (above === below ? [] : [{ below, above }])),
  );
  const adjusted = holm(pairs.map((pair) => testDominance(run, points, pair)));
  return points.map((_, below) => {
    const found = pairs
      .map((pair, at) => ({ ...pair, isShown: (adjusted[at] ?? 1) <= alpha }))
      .filter((pair) => pair.below === below && dominates(points[pair.above], points[below]))
      .toSorted(
        (left, right) =>
          Number(right.isShown) - Number(left.isShown) ||
          costOf(points[left.above]) - costOf(points[right.above]),
      )[0];
    if (found === undefined) return null;
    return { model: points[found.above]?.model ?? "", isShown: found.isShown };
  });
}

function costOf(point: EstimatedPoint | undefined): number {
  return point?.cost?.value ?? Number.POSITIVE_INFINITY;
}

function dominates(above: EstimatedPoint | undefined, below: EstimatedPoint | undefined): boolean {
  if (above?.quality == null || below?.quality == null) return false;
  if (above.cost === null || below.cost === null) return false;
  const score = above.quality.value - below.quality.value;
  const saved = below.cost.value - above.cost.value;
  return score >= 0 && saved >= 0 && score + saved > 0;
}

/** The p of "it does not score lower at a higher cost". */
function testDominance(
  run: ModelsRun,
  points: readonly EstimatedPoint[],
  { below, above }: { readonly below: number; readonly above: number },
): number {
  // What does not even look dominated is tested for nothing: its p is above one half.
  if (!dominates(points[above], points[below])) return 1;
  const { results } = pickPair(run, below, above);
  const pairs = collectPairs(results);
  const cost = testCost(results);
  if (pairs.differences.length === 0 || cost === null) return 1;
  return Math.max(testHarm(pairs), cost.dearerP);
}
