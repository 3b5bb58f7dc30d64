import type { Suite } from "@promptrail/core";
import { requireSameSuite } from "../../gate/compare/collect-pairs.js";
import { type ModelsRun, pickPair } from "../run/run-models.js";
import { decideModel } from "./decide-model.js";
import { findDominance } from "./find-dominance.js";
import type { JudgedModel, ModelFrontier, ModelPoint, ModelVerdict } from "./model-frontier.js";
import { estimatePoints } from "./model-points.js";
import { showDifferences } from "./show-differences.js";
import { testCost } from "./test-cost.js";
import { testQuality } from "./test-quality.js";

/**
 * Cost and quality of a prompt on several models, of which the first is the version's own; each other one is held to "cheaper and not
 * worse at the gate's margin". Of all models together: a `yes` that is not true has a chance of at most alpha, and so has a `no` by
 * quality or cost (Holm over the models; the `yes` by the larger p of its two parts, Berger 1982, Technometrics 24:295). Throws
 * `request_invalid` for a run of another suite.
 */
export function judgeModels(
  run: ModelsRun,
  suite: Suite,
  models: readonly JudgedModel[],
): ModelFrontier {
  requireSameSuite(run, suite);
  const { margin, alpha } = suite.gate;
  const tested = models.slice(1).map((_, at) => {
    const pair = pickPair(run, at + 1, 0);
    const quality = testQuality(pair.results, suite.gate);
    return { pair, quality, cost: testCost(pair.results) };
  });
  const shown = showDifferences(tested, suite.gate);
  const verdicts = shown.map((differences, at): ModelVerdict => {
    const pair = tested[at]?.pair ?? pickPair(run, at + 1, 0);
    return decideModel({ suite, pair, ...differences });
  });
  const estimated = estimatePoints(run, models);
  const dominance = findDominance(run, estimated, alpha);
  const points = estimated.map((point, at): ModelPoint => {
    const verdict = at === 0 ? null : (verdicts[at - 1] ?? null);
    return { ...point, isOwn: at === 0, dominatedBy: dominance[at] ?? null, verdict };
  });
  return { points, margin, alpha, best: findBest(points) };
}

/** The cheapest that is cheaper and not worse; of two that cost the same, the one that scores higher. */
function findBest(points: readonly ModelPoint[]): string | null {
  const good = points.filter(({ verdict }) => verdict?.verdict === "yes");
  const costOf = ({ cost }: ModelPoint) => cost?.value ?? Number.POSITIVE_INFINITY;
  const scoreOf = ({ quality }: ModelPoint) => quality?.value ?? 0;
  const [best] = good.toSorted(
    (left, right) => costOf(left) - costOf(right) || scoreOf(right) - scoreOf(left),
  );
  return best?.model ?? null;
}
