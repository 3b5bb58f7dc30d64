import type { GateRule } from "@promptrail/core";
import { holm } from "../../statistics/multiplicity/adjust-p.js";
import { holmBounds } from "../../statistics/multiplicity/holm-bounds.js";
import type { CostDifference, QualityDifference, ShownDifferences } from "./model-frontier.js";
import type { CostTest } from "./test-cost.js";
import type { QualityTest } from "./test-quality.js";

/** Null where nothing can be tested: that counts as a test all the same, which makes no other one easier. */
export interface TestedModel {
  readonly quality: QualityTest | null;
  readonly cost: CostTest | null;
}

/** What is shown of each model, with all of them taken together by Holm's rule. */
export function showDifferences(
  tested: readonly TestedModel[],
  { margin, alpha }: GateRule,
): readonly ShownDifferences[] {
  const qualities = tested.map(({ quality }) => quality);
  const costs = tested.map(({ cost }) => cost);
  const { adjusted, ...against } = adjustAgainst(tested);
  const both = holm(tested.map(({ quality, cost }) => Math.max(quality?.p ?? 1, cost?.p ?? 1)));
  const quality = showQualities(qualities, {
    margin,
    alpha,
    isWorse: (at) => (adjusted[against.harm(at)] ?? 1) <= alpha,
  });
  const cost = showCosts(costs, {
    alpha,
    isDearer: (at) => (adjusted[against.dearer(at)] ?? 1) <= alpha,
  });
  return tested.map((_, at) => {
    const isBoth = (both[at] ?? 1) <= alpha;
    return { isBoth, quality: quality[at] ?? null, cost: cost[at] ?? null };
  });
}

/** All that may speak against a model is one family of tests: two for each. */
function adjustAgainst(tested: readonly TestedModel[]) {
  const adjusted = holm([
    ...tested.map(({ quality }) => quality?.harmP ?? 1),
    ...tested.map(({ cost }) => cost?.dearerP ?? 1),
  ]);
  return { adjusted, harm: (at: number) => at, dearer: (at: number) => tested.length + at };
}

function showQualities(
  tests: readonly (QualityTest | null)[],
  {
    margin,
    alpha,
    isWorse,
  }: Pick<GateRule, "margin" | "alpha"> & { readonly isWorse: (at: number) => boolean },
): readonly (QualityDifference | null)[] {
  const ps = tests.map((test) => test?.p ?? 1);
  const adjusted = holm(ps);
  const boundAt = (at: number, level: number) => tests[at]?.boundAt(level) ?? -1;
  const bounds = holmBounds({ ps, alpha, limit: -margin, boundAt });
  return tests.map((test, at) => {
    if (test === null) return null;
    const { n, units, difference, p, harmP } = test;
    const isShown = (adjusted[at] ?? 1) <= alpha;
    const stand = isWorse(at) ? "worse" : isShown ? "not_worse" : "not_shown";
    return { n, units, difference, atLeast: bounds[at] ?? -1, p, harmP, stand };
  });
}

function showCosts(
  tests: readonly (CostTest | null)[],
  { alpha, isDearer }: { readonly alpha: number; readonly isDearer: (at: number) => boolean },
): readonly (CostDifference | null)[] {
  const ps = tests.map((test) => test?.p ?? 1);
  const adjusted = holm(ps);
  // The bounds are lower ones: of the ratio with its sign turned.
  const boundAt = (at: number, level: number) =>
    -(tests[at]?.boundAt(level) ?? Number.POSITIVE_INFINITY);
  const bounds = holmBounds({ ps, alpha, limit: -1, boundAt });
  return tests.map((test, at) => {
    if (test === null) return null;
    const { n, units, ratio, p, dearerP } = test;
    const isShown = (adjusted[at] ?? 1) <= alpha;
    const stand = isDearer(at) ? "not_cheaper" : isShown ? "cheaper" : "not_shown";
    const bound = -(bounds[at] ?? Number.NEGATIVE_INFINITY);
    return { n, units, ratio, atMost: Number.isFinite(bound) ? bound : null, p, dearerP, stand };
  });
}
