import type { Eval } from "@promptrail/core";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { judgeAnswer } from "../judge-answer.ts";
import { forecastAccuracy } from "./forecast-accuracy.ts";
import { forecastNotLow } from "./forecast-not-low.ts";
import { validForecast } from "./valid-forecast.ts";

async function judge(
  check: Eval,
  forecast: readonly number[] | string,
  actual = [100, 100, 100, 100],
) {
  const output =
    typeof forecast === "string" ? forecast : JSON.stringify({ forecast, confidence: 0.5 });
  return judgeAnswer(check, { output, groundTruth: { actual } });
}

const fourWeeks = fc.array(fc.integer({ min: 0, max: 10_000 }), { minLength: 4, maxLength: 4 });

describe("valid_forecast", () => {
  test("passes four numbers", async () => {
    expect(await judge(validForecast, [0, 1, 2.5, 3])).toMatchObject({ passed: true, score: 1 });
  });

  test.each([
    ["three numbers", [1, 2, 3]],
    ["five numbers", [1, 2, 3, 4, 5]],
    ["a number below zero", [1, 2, 3, -1]],
    ["prose", "About a hundred a week."],
    ["numbers as text", '{"forecast": ["1", "2", "3", "4"], "confidence": 1}'],
  ])("fails %s", async (_what, forecast) => {
    expect(await judge(validForecast, forecast)).toMatchObject({ passed: false, score: 0 });
  });
});

describe("forecast_accuracy", () => {
  test("gives a forecast that comes true the score 1", async () => {
    expect(await judge(forecastAccuracy, [100, 100, 100, 100])).toMatchObject({
      passed: true,
      score: 1,
    });
  });

  test("takes off what the weeks are off, too high and too low alike", async () => {
    expect((await judge(forecastAccuracy, [80, 120, 80, 120])).score).toBeCloseTo(0.8);
    expect((await judge(forecastAccuracy, [50, 50, 50, 50])).passed).toBe(false);
    expect((await judge(forecastAccuracy, [150, 150, 150, 150])).passed).toBe(false);
  });

  test("forgives a slow seller a unit or two", async () => {
    expect((await judge(forecastAccuracy, [0, 0, 0, 0], [0, 1, 0, 0])).passed).toBe(true);
    expect((await judge(forecastAccuracy, [0, 0, 0, 0], [0, 0, 0, 0])).score).toBe(1);
  });

  test("scores 0 to 1 whatever is forecast", async () => {
    await fc.assert(
      fc.asyncProperty(fourWeeks, fourWeeks, async (forecast, actual) => {
        const { score } = await judge(forecastAccuracy, forecast, actual);
        expect(score).toBeGreaterThanOrEqual(0);
        expect(score).toBeLessThanOrEqual(1);
      }),
    );
  });
});

describe("forecast_not_low", () => {
  test("passes a shortfall that the safety stock covers", async () => {
    expect(await judge(forecastNotLow, [90, 90, 90, 90])).toMatchObject({ passed: true, score: 1 });
  });

  test("scores a larger shortfall by its share and says how many units are missing", async () => {
    const low = await judge(forecastNotLow, [60, 60, 60, 60]);
    expect(low).toMatchObject({ passed: false, score: 0.6 });
    expect(low.reason).toContain("160 of 400");
  });

  test("lets weeks make up for each other", async () => {
    expect((await judge(forecastNotLow, [0, 200, 0, 200])).score).toBe(1);
  });

  test("never blames a forecast that is too high", async () => {
    await fc.assert(
      fc.asyncProperty(fourWeeks, fourWeeks, async (actual, extra) => {
        const high = actual.map((sold, week) => sold + (extra[week] ?? 0));
        expect(await judge(forecastNotLow, high, actual)).toMatchObject({ passed: true, score: 1 });
      }),
    );
  });

  test("falls over a dataset where growing sales are forecast by their past mean", async () => {
    const scores: number[] = [];
    for (const slope of [1, 2, 4, 8]) {
      const sales = Array.from({ length: 16 }, (_, week) => 20 + slope * week);
      const past = sales.slice(0, 12);
      const mean = past.reduce((total, sold) => total + sold, 0) / past.length;
      scores.push((await judge(forecastNotLow, [mean, mean, mean, mean], sales.slice(12))).score);
    }
    expect(scores.every((score) => score < 0.85)).toBe(true);
  });
});
