import { defineEval } from "@promptrail/evals";
import { salesForecast } from "../../prompts/schemas/sales-forecast.ts";
import { readJsonAnswer } from "../read-json-answer.ts";
import { salesTruth } from "./sales-truth.ts";
import { sum } from "./sum.ts";

/** What the safety stock covers, as a share of four weeks' sales. */
const safetyStock = 0.15;

/** Units that the safety stock covers however little an item sells. */
const smallestStock = 4;

/**
 * Catches a forecast that is systematically low: the shortfall of the four weeks together, as a share of what was
 * sold. Errors of single weeks cancel, and a forecast that is too high costs nothing here, so over a dataset the
 * mean score falls only where forecasts are low again and again. Fails where the safety stock would not have
 * covered the shortfall.
 */
export const forecastNotLow = defineEval({
  name: "forecast_not_low",
  groundTruth: salesTruth,
  evaluate: ({ output, groundTruth }) => {
    const answer = readJsonAnswer(output, salesForecast);
    if (!answer.ok) return { passed: false, score: 0, reason: answer.problem };
    const sold = sum(groundTruth.actual);
    const missing = Math.max(0, sold - sum(answer.data.forecast));
    const share = sold === 0 ? 0 : missing / sold;
    const covered = missing <= Math.max(smallestStock, safetyStock * sold);
    return {
      passed: covered,
      score: covered ? 1 : 1 - share,
      reason: covered
        ? "No shortfall that the safety stock does not cover"
        : `Too low: ${missing} of ${sold} units sold were not forecast (${Math.round(share * 100)} %)`,
    };
  },
});
