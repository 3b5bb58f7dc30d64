import { defineEval } from "@promptrail/evals";
import { salesForecast } from "../../prompts/schemas/sales-forecast.ts";
import { readJsonAnswer } from "../read-json-answer.ts";
import { salesTruth } from "./sales-truth.ts";
import { sum } from "./sum.ts";

/** A forecast that is wrong by more than this share of what was sold is of no use to a buyer. */
const mostError = 0.4;

/** Items that sell less than this many units in four weeks are kept in stock whatever the forecast says. */
const smallestVolume = 8;

/**
 * 1 minus the weighted absolute percentage error, Σ|forecast − actual| / Σ actual, at least 0. The plain mean of
 * the weeks' percentages (MAPE) is infinite for a week without a sale, which slow sellers have.
 */
export const forecastAccuracy = defineEval({
  name: "forecast_accuracy",
  groundTruth: salesTruth,
  evaluate: ({ output, groundTruth }) => {
    const answer = readJsonAnswer(output, salesForecast);
    if (!answer.ok) return { passed: false, score: 0, reason: answer.problem };
    const { forecast } = answer.data;
    const misses = groundTruth.actual.map((sold, week) => Math.abs((forecast[week] ?? 0) - sold));
    const error = sum(misses) / Math.max(sum(groundTruth.actual), smallestVolume);
    return {
      passed: error <= mostError,
      score: Math.max(0, 1 - error),
      reason: `Off by ${Math.round(error * 100)} % of what was sold, at most ${mostError * 100} % allowed`,
    };
  },
});
