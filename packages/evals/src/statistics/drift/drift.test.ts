import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { randomRuns } from "../../../../../tooling/test/run/random-runs.ts";
import { readGroundTruth, relativeError } from "../../fixtures/read-ground-truth.js";
import { seededRandom } from "../resampling/seeded-random.js";
import { ksTest } from "./ks-test.js";
import { mmdTest } from "./mmd-test.js";
import { psi } from "./psi.js";

const rows = readGroundTruth("drift-ground-truth.jsonl");
const number = z.number();
const numbers = z.array(number);

function expectClose(found: number, truth: number) {
  expect(relativeError(found, truth), `${found}, not ${truth}`).toBeLessThan(1e-9);
}

describe("the population stability index", () => {
  test("is the sum of both divergences of scipy, with a chi-square tail", () => {
    for (const [reference, current, distance, p] of rows(
      "psi",
      z.tuple([numbers, numbers, number, number]),
    )) {
      const found = psi({ reference, current });
      expectClose(found.psi, distance);
      expectClose(found.p, p);
    }
  });

  test("without drift lies above .1 in 66 % of samples of 100 in 8 bins, and its p below .05 in 5 %", () => {
    const runs = randomRuns({ usual: 1_000, long: 20_000 });
    const random = seededRandom(3);
    const draw = () => {
      const counts = Array.from({ length: 8 }, () => 0);
      for (let item = 0; item < 100; item += 1) {
        const bin = Math.floor(random() * 8);
        counts[bin] = (counts[bin] ?? 0) + 1;
      }
      return counts;
    };
    const found = Array.from({ length: runs }, () => psi({ reference: draw(), current: draw() }));
    const share = (isTrue: (each: (typeof found)[number]) => boolean) =>
      found.filter(isTrue).length / runs;
    expect(share((each) => each.psi > 0.1)).toBeCloseTo(0.66, 1);
    expect(share((each) => each.psi > 0.25)).toBeLessThan(0.14);
    expect(share((each) => each.p < 0.05)).toBeLessThan(0.08);
  });

  test("stays finite where a bin is empty on one side, and ignores bins that are empty on both", () => {
    const found = psi({ reference: [50, 50, 0, 0], current: [40, 40, 20, 0] });
    expect(found.degrees).toBe(2);
    expect(found.p).toBeLessThan(0.001);
    expect(Number.isFinite(found.psi)).toBe(true);
    expect(psi({ reference: [5], current: [9] }).p).toBe(1);
  });

  test("refuses a side without counts, and bins that do not fit", () => {
    expect(() => psi({ reference: [0, 0], current: [1, 2] })).toThrow("the sum of reference");
    expect(() => psi({ reference: [1], current: [1, 2] })).toThrow("reference (1), current (2)");
  });
});

describe("the test of Kolmogorov and Smirnov", () => {
  const row = z.tuple([numbers, numbers, number, number]);

  test("counts all ways to deal out values with ties", () => {
    for (const [left, right, statistic, p] of rows("ks_counted", row)) {
      const found = ksTest({ left, right });
      expectClose(found.statistic, statistic);
      expectClose(found.p, p);
    }
  });

  test("has scipy's exact p without ties, down to the far tail", () => {
    for (const [left, right, statistic, p] of rows("ks_scipy", row)) {
      const found = ksTest({ left, right });
      expectClose(found.statistic, statistic);
      expectClose(found.p, p);
    }
  });

  test("does not mind which sample is which, nor a growing transformation", () => {
    const sample = fc.array(fc.integer({ min: 0, max: 30 }), { minLength: 1, maxLength: 25 });
    fc.assert(
      fc.property(sample, sample, (left, right) => {
        const { statistic, p } = ksTest({ left, right });
        const grown = (values: readonly number[]) => values.map((value) => Math.exp(value / 9));
        const other = ksTest({ left: grown(right), right: grown(left) });
        expect(other.statistic).toBeCloseTo(statistic, 12);
        expect(other.p).toBeCloseTo(p, 10);
      }),
    );
  });

  test("goes over to the limit for large samples, whose p is near the exact one", () => {
    const random = seededRandom(8);
    const draw = (n: number, shift: number) => Array.from({ length: n }, () => random() + shift);
    const large = ksTest({ left: draw(2_500, 0), right: draw(2_500, 0.04) });
    const exact = ksTest({ left: draw(1_900, 0), right: draw(1_900, 0.046) });
    expect(large.method).toBe("asymptotic");
    expect(exact.method).toBe("exact");
    expect(large.p).toBeLessThan(0.05);
    expect(ksTest({ left: draw(4_000, 0), right: draw(4_000, 9) }).p).toBeGreaterThan(0);
  });
});

describe("the maximum mean discrepancy", () => {
  test("is the unbiased estimate with the median distance, by scipy's distances", () => {
    const vectors = z.array(numbers);
    const row = z.tuple([vectors, vectors, number, number]);
    for (const [left, right, bandwidth, statistic] of rows("mmd", row)) {
      const found = mmdTest({ left, right, seed: 1, permutations: 9 });
      expectClose(found.bandwidth, bandwidth);
      expectClose(found.statistic, statistic);
    }
  });

  const random = seededRandom(12);
  const draw = (n: number, shift: number) =>
    Array.from({ length: n }, () => [random() + shift, random(), random()]);

  test("finds a shift, says the same for the same seed, and never a p of 0", () => {
    const settings = { left: draw(30, 0), right: draw(40, 0.5), seed: 4, permutations: 199 };
    const found = mmdTest(settings);
    expect(found.p).toBe(1 / 200);
    expect(mmdTest(settings)).toEqual(found);
  });

  test("alarms on one distribution at most at its level", () => {
    const runs = randomRuns({ usual: 150, long: 3_000 });
    let alarms = 0;
    for (let run = 0; run < runs; run += 1) {
      const found = mmdTest({ left: draw(12, 0), right: draw(15, 0), seed: run, permutations: 39 });
      if (found.p <= 0.1) alarms += 1;
    }
    expect(alarms / runs).toBeLessThan(0.1 + 3 * Math.sqrt((0.1 * 0.9) / runs));
  });

  test("of equal vectors is nothing", () => {
    const same = [
      [1, 2],
      [1, 2],
    ];
    expect(mmdTest({ left: same, right: same, seed: 1 })).toEqual({
      statistic: 0,
      p: 1,
      bandwidth: 0,
    });
    expect(() => mmdTest({ left: same, right: [[1], [2]], seed: 1 })).toThrow(
      "right[0] has 1 numbers, left[0] has 2",
    );
  });
});
