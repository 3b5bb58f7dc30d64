import type { JsonObject } from "@promptrail/core";
import type { Instructions } from "../read-instructions.js";
import type { SeededChoice } from "../seeded-choice.js";
import { findSeason } from "./find-season.js";
import { readHorizon, readSales } from "./read-sales.js";

/**
 * The next weeks' sales. Told to follow the trend, a line through the past is drawn on;
 * not told, the mean of all the past is repeated, which is too low for whatever grows.
 */
export function forecastSales(
  request: { readonly system: string; readonly user: string },
  instructions: Instructions,
  choice: SeededChoice,
): JsonObject {
  const sales = readSales(request.user);
  const horizon = readHorizon(`${request.system}\n${request.user}`);
  const level = instructions.followsTrend ? fitLine(sales) : () => mean(sales);
  const season = instructions.followsSeason ? findSeason(sales, level) : () => 0;
  const predict = (week: number) => level(week) + season(week);
  const forecast = Array.from({ length: horizon }, (_, week) => {
    const noise = 1 + (choice.fraction(`week ${week}`) - 0.5) * 0.03;
    return Math.max(0, Math.round(predict(sales.length + week) * noise));
  });
  return { forecast, confidence: Math.round(confidence(sales) * 100) / 100 };
}

function mean(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Ordinary least squares over the weeks' numbers. */
function fitLine(sales: readonly number[]): (week: number) => number {
  const middle = (sales.length - 1) / 2;
  const average = mean(sales);
  const spread = sales.reduce((sum, _, week) => sum + (week - middle) ** 2, 0);
  const joint = sales.reduce((sum, value, week) => sum + (week - middle) * (value - average), 0);
  const slope = spread === 0 ? 0 : joint / spread;
  return (week) => average + slope * (week - middle);
}

function confidence(sales: readonly number[]): number {
  const average = mean(sales);
  if (sales.length < 2 || average === 0) return 0.3;
  const line = fitLine(sales);
  const error = mean(sales.map((value, week) => Math.abs(value - line(week))));
  return Math.min(0.95, Math.max(0.3, 1 - error / average));
}
