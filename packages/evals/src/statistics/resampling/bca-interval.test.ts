import { expect, test } from "vitest";
import { z } from "zod";
import { readGroundTruth } from "../../fixtures/read-ground-truth.js";
import { quantile } from "../means/quantile.js";
import { mean } from "../means/standard-error.js";
import { accelerate, bcaInterval, bcaLevels } from "./bca-interval.js";

test("gives the levels of Efron and Tibshirani's example", () => {
  const { lower, upper } = bcaLevels({ bias: 0.146, acceleration: 0.061, alpha: 0.05 });
  expect(lower).toBeCloseTo(0.11, 3);
  expect(Math.abs(upper - 0.985)).toBeLessThan(0.001);
});

test("has the acceleration .061 of their 26 test scores' variance", () => {
  // Spatial test data, column A: Efron & Tibshirani 1993, table 14.1.
  const scores = [
    48, 36, 20, 29, 42, 42, 20, 42, 22, 41, 45, 14, 6, 0, 33, 28, 34, 4, 32, 24, 47, 41, 24, 26, 30,
    41,
  ];
  const variance = (values: readonly number[]) =>
    mean(values.map((value) => (value - mean(values)) ** 2));
  const leftOut = scores.map((_, left) => variance(scores.filter((__, at) => at !== left)));
  expect(accelerate(leftOut)).toBeCloseTo(0.061, 3);
  const found = bcaInterval({ values: scores, statistic: variance, confidence: 0.9, seed: 1 });
  // Published from 2,000 samples, so that either differs by some hundredths from what endless samples would give.
  expect(Math.abs((found.bias ?? 9) - 0.146)).toBeLessThan(0.09);
  // The published interval is [115.8, 259.6].
  expect(found.interval?.lower).toBeCloseTo(115.8, -1);
  expect(found.interval?.upper).toBeCloseTo(259.6, -1.5);
});

test("is what numpy and scipy find on the same draws, by value and by cluster", () => {
  const numbers = z.array(z.number());
  const row = z.object({
    values: numbers,
    clusters: z.array(z.string()),
    p: z.number(),
    confidence: z.number(),
    resamples: z.number(),
    seed: z.number(),
    truth: numbers,
  });
  for (const { p, truth, ...settings } of readGroundTruth("drift-ground-truth.jsonl")("bca", row)) {
    const statistic = (values: readonly number[]) => quantile(values, p);
    const { bias, acceleration, interval } = bcaInterval({ ...settings, statistic });
    const found = [bias, acceleration, interval?.lower, interval?.upper];
    for (const [index, value] of truth.entries()) {
      expect((found[index] ?? Number.NaN) - value).toBeCloseTo(0, 9);
    }
  }
});

test("tells nothing where nothing varies, and refuses a statistic that is no number", () => {
  const settings = { confidence: 0.9, seed: 1, resamples: 100 };
  const nothing = { interval: null, bias: null, acceleration: null };
  expect(bcaInterval({ ...settings, values: [3, 3, 3], statistic: mean })).toEqual({
    estimate: 3,
    ...nothing,
  });
  expect(bcaInterval({ ...settings, values: [3], statistic: mean })).toMatchObject(nothing);
  expect(() => bcaInterval({ ...settings, values: [1, 2], statistic: () => Number.NaN })).toThrow(
    "bcaInterval needs statistic(values) to be a number that is finite, not NaN.",
  );
});
