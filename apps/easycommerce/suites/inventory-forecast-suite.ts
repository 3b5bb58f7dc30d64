import { defineSuite, jsonl } from "@promptrail/evals";
import { inventoryForecastV2 } from "../prompts/inventory-forecast-v2.ts";
import { salesInput } from "../prompts/schemas/sales-input.ts";
import { forecastAccuracy } from "./inventory-forecast/forecast-accuracy.ts";
import { forecastNotLow } from "./inventory-forecast/forecast-not-low.ts";
import { salesTruth } from "./inventory-forecast/sales-truth.ts";
import { validForecast } from "./inventory-forecast/valid-forecast.ts";

/** The gate of inventory_forecast: no more than 5 points of score worse than the active version. */
export const inventoryForecastSuite = defineSuite({
  prompt: inventoryForecastV2,
  dataset: jsonl(new URL("../datasets/inventory-forecast.jsonl", import.meta.url), {
    context: salesInput,
    groundTruth: salesTruth,
  }),
  evals: [validForecast, forecastAccuracy, forecastNotLow],
  gate: { margin: 0.05, alpha: 0.05 },
});
