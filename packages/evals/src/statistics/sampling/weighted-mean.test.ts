import fc from "fast-check";
import { expect, test } from "vitest";
import { estimateMean } from "../means/mean-estimate.js";
import { hajekMean, kishSize } from "./weighted-mean.js";

const share = fc.integer({ min: 0, max: 100 }).map((points) => points / 100);

test("with equal probabilities is the mean with its t interval", () => {
  fc.assert(
    fc.property(fc.array(share, { minLength: 25, maxLength: 60 }), share, (values, part) => {
      fc.pre(new Set(values).size > 12);
      const probabilities = values.map(() => 0.01 + part * 0.99);
      const found = hajekMean({ values, probabilities, confidence: 0.9 });
      const clusters = values.map(() => null);
      const plain = estimateMean({
        values,
        clusters,
        alpha: 0.05,
        bounds: { lower: -9, upper: 9 },
      });
      expect(found.mean).toBeCloseTo(plain.mean, 10);
      expect(found.standardError).toBeCloseTo(plain.standardError, 10);
      expect(found.interval?.lower).toBeCloseTo(plain.interval.lower, 9);
      expect(found.effectiveSize).toBeCloseTo(values.length, 9);
    }),
    { numRuns: 30 },
  );
});

test("a value drawn once in ten stands for ten", () => {
  const found = hajekMean({ values: [0, 1], probabilities: [1, 0.1], confidence: 0.95 });
  expect(found.mean).toBeCloseTo(10 / 11, 12);
  expect(hajekMean({ values: [1], probabilities: [1], confidence: 0.95 })).toMatchObject({
    standardError: null,
    interval: null,
  });
});

test("Kish's size lies between 1 and the number of weights, whatever their unit", () => {
  const weights = fc.array(fc.double({ min: 1e-3, max: 1e3, noNaN: true }), { minLength: 1 });
  fc.assert(
    fc.property(weights, fc.constantFrom(1e-200, 1, 1e200), (list, unit) => {
      const size = kishSize(list);
      expect(size).toBeGreaterThanOrEqual(1 - 1e-9);
      expect(size).toBeLessThanOrEqual(list.length + 1e-9);
      expect(kishSize(list.map((weight) => weight * unit))).toBeCloseTo(size, 6);
    }),
  );
  expect(kishSize([])).toBe(0);
  expect(kishSize([3, 1])).toBeCloseTo(1.6, 12);
});

test("a probability of 0 is refused, and so are weights that are all 0", () => {
  expect(() => hajekMean({ values: [1], probabilities: [0], confidence: 0.95 })).toThrow(
    "hajekMean needs probabilities[0] to be a number above 0 and of at most 1, not 0.",
  );
  expect(() => kishSize([0, 0])).toThrow("kishSize needs the largest of weights");
});
