import { expect, test } from "vitest";
import { normalCdf, normalQuantile } from "./distributions/normal-distribution.js";
import { quantile } from "./means/quantile.js";
import { standardError } from "./means/standard-error.js";
import { casesForTieBound, tieBound } from "./means/tie-bound.js";
import { wilsonInterval } from "./means/wilson-interval.js";
import { mcnemar } from "./paired/mcnemar.js";
import { sampleSize } from "./paired/sample-size.js";
import { signFlipTest } from "./paired/sign-flip-test.js";
import { tangoInterval, tangoStatistic } from "./paired/tango.js";

test("gives Tango's contact-lens example", () => {
  const pairs = { n: 44, gained: 0, lost: 1 };
  const z = tangoStatistic(pairs, -0.1);
  const interval = tangoInterval(pairs, normalQuantile(0.95));
  expect(z).toBeCloseTo(1.709, 3);
  expect(1 - normalCdf(z)).toBeCloseTo(0.0438, 4);
  expect(interval.lower).toBeCloseTo(-0.096, 3);
  expect(interval.upper).toBeCloseTo(0.037, 3);
});

test("bounds 60 agreeing binary pairs at z²/(n+z²), 4.3 points", () => {
  const z = normalQuantile(0.95);
  const { lower } = tangoInterval({ n: 60, gained: 0, lost: 0 }, z);
  expect(lower).toBeCloseTo(-(z * z) / (60 + z * z), 10);
  expect(lower).toBeCloseTo(-0.043, 3);
});

test("gives Newcombe's example of Wilson's interval", () => {
  const { lower, upper } = wilsonInterval({ share: 81 / 263, n: 263, confidence: 0.95 });
  expect(lower).toBeCloseTo(0.2553, 4);
  expect(upper).toBeCloseTo(0.3662, 4);
});

test("gives 2.9 points of standard error for 83.6 % of 164", () => {
  const values = Array.from({ length: 164 }, (_, index) => (index < 137 ? 1 : 0));
  expect(standardError(values)).toBeCloseTo(0.029, 3);
});

test("gives McNemar's exact and mid-p values for 12 against 3", () => {
  expect(mcnemar({ gained: 12, lost: 3 }).p).toBeCloseTo(0.0352, 4);
  expect(mcnemar({ gained: 12, lost: 3 }).midP).toBeCloseTo(0.0213, 4);
  expect(mcnemar({ gained: 0, lost: 0 })).toEqual({ p: 1, midP: 1, harmP: 1 });
});

test("asks for 3,865 cases at a deviation of 0.5 and a margin of 2 points", () => {
  const settings = { standardDeviation: 0.5, distance: 0.02, alpha: 0.05, power: 0.8 };
  expect(sampleSize(settings)).toBe(3_865);
});

test("counts the sign-flip test exactly where few values moved", () => {
  expect(signFlipTest([-0.2, -0.4, -0.6, 0, 0])).toBe(1 / 8);
  expect(signFlipTest([0, 0])).toBe(1);
});

test("draws the sign-flip test close to McNemar's where many values moved", () => {
  const values = [...Array.from({ length: 22 }, () => -1), ...Array.from({ length: 10 }, () => 1)];
  expect(signFlipTest(values)).toBeCloseTo(mcnemar({ gained: 10, lost: 22 }).harmP, 2);
});

test("needs as many agreeing cases as bring the tie bound under the margin", () => {
  const needed = casesForTieBound(0.05, 0.05);
  expect(tieBound(needed, 0.05)).toBeLessThan(0.05);
  expect(tieBound(needed - 1, 0.05)).toBeGreaterThanOrEqual(0.05);
});

test("interpolates quantiles as R and NumPy do", () => {
  expect(quantile([4, 1, 3, 2], 0.5)).toBe(2.5);
  expect(quantile([1, 2, 3, 4, 5], 0.95)).toBeCloseTo(4.8, 12);
});
