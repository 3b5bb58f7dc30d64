import {
  collectJudged,
  estimateScore,
  type SideCase,
  summariseSide,
} from "../../gate/summarise-side.js";
import { isErrored } from "../../runner/case-result.js";
import type { ModelsRun } from "../run/run-models.js";
import type { JudgedModel, ModelPoint } from "./model-frontier.js";
import { estimateCost, readCost } from "./test-cost.js";

const confidence = 0.95;

export type EstimatedPoint = Omit<ModelPoint, "isOwn" | "dominatedBy" | "verdict">;

/**
 * Each model's mean score and mean cost. The intervals of all models' scores hold together with 95 %, and so do those of their costs:
 * each has its even share of the error. An interval tests nothing, so that Holm's rule has nothing to step down here.
 */
export function estimatePoints(
  run: ModelsRun,
  models: readonly JudgedModel[],
): readonly EstimatedPoint[] {
  const alpha = (1 - confidence) / 2 / models.length;
  return models.map(({ model, contentHash }, at) => {
    const cases = run.results.map(({ cluster, sides }): SideCase => {
      return { cluster, trials: sides[at] ?? [] };
    });
    return {
      model,
      contentHash,
      quality: estimateScore(collectJudged(cases), alpha),
      cost: estimateSideCost(cases, alpha),
      figures: summariseSide(cases),
    };
  });
}

function estimateSideCost(cases: readonly SideCase[], alpha: number): ModelPoint["cost"] {
  const answered = cases.filter(({ trials }) => !isErrored(trials));
  const costs = answered.map(({ trials }) => readCost(trials));
  const known = costs.filter((cost) => cost !== null);
  if (known.length === 0 || known.length < costs.length) return null;
  return estimateCost(
    known,
    answered.map(({ cluster }) => cluster),
    alpha,
  );
}
