import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { betaQuantile } from "./distributions/beta-quantile.js";
import { binomialProbability } from "./distributions/binomial.js";
import { incompleteBeta } from "./distributions/incomplete-beta.js";
import { chiSquareSf } from "./distributions/incomplete-gamma.js";
import { clopperPearson } from "./means/clopper-pearson.js";
import { benjaminiHochberg, holm } from "./multiplicity/adjust-p.js";
import { nonInferiority } from "./paired/non-inferiority.js";
import { compareQuantiles } from "./quantiles/compare-quantiles.js";
import { quantileInterval } from "./quantiles/quantile-interval.js";

const share = fc.double({ min: 1e-6, max: 1 - 1e-6, noNaN: true });

describe("a rate", () => {
  test("Clopper and Pearson's interval covers every rate at least as often as it says, counted over all outcomes", () => {
    for (const n of [1, 5, 20, 50]) {
      const found = Array.from({ length: n + 1 }, (_, successes) =>
        clopperPearson({ successes, n, confidence: 0.95 }),
      );
      for (let points = 1; points < 100; points += 1) {
        const rate = points / 100;
        const covered = found.reduce(
          (sum, { lower, upper }, k) =>
            lower <= rate && rate <= upper ? sum + binomialProbability(k, n, rate) : sum,
          0,
        );
        expect(covered, `${n} at ${rate}`).toBeGreaterThanOrEqual(0.95 - 1e-12);
      }
    }
  });

  test("nothing dangerous in 29 bounds the rate below one in ten, in 28 it does not", () => {
    const bound = (n: number) =>
      clopperPearson({ successes: 0, n, confidence: 0.95, side: "upper" }).upper;
    expect(bound(29)).toBeLessThanOrEqual(0.1);
    expect(bound(28)).toBeGreaterThan(0.1);
  });

  test("of nothing is anything", () => {
    expect(clopperPearson({ successes: 0, n: 0, confidence: 0.95 })).toEqual({
      lower: 0,
      upper: 1,
    });
  });

  test("a beta quantile is the inverse of its distribution", () => {
    const shape = fc.double({ min: 0.05, max: 2_000, noNaN: true });
    fc.assert(
      fc.property(share, shape, shape, (p, a, b) => {
        const x = betaQuantile({ p, a, b });
        // Where the density is endless at the end 1 the numbers below 1 are too far apart to hold the quantile.
        fc.pre(x > 1e-300 && x < 1 - 1e-6);
        expect(incompleteBeta(x, a, b)).toBeCloseTo(p, 7);
      }),
    );
  });

  test("the tail of chi-square with two degrees of freedom is exponential", () => {
    for (const x of [0.1, 3, 50, 1_400]) {
      expect(chiSquareSf(x, 2) / Math.exp(-x / 2)).toBeCloseTo(1, 11);
    }
  });
});

describe("many tests at once", () => {
  // The 15 p-values of Benjamini & Hochberg 1995, §4.1.
  const published = [
    0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.324, 0.4262, 0.5719,
    0.6528, 0.759, 1,
  ];
  const countShown = (ps: readonly number[]) => ps.filter((p) => p <= 0.05).length;

  test("the example of Benjamini and Hochberg has four, where Holm and Bonferroni have three", () => {
    expect(countShown(benjaminiHochberg(published))).toBe(4);
    expect(countShown(holm(published))).toBe(3);
    expect(countShown(published.map((p) => p * published.length))).toBe(3);
  });

  test("Holm's values are never below Benjamini and Hochberg's, nor these below the given, in any order", () => {
    fc.assert(
      fc.property(fc.array(share, { maxLength: 30 }), (ps) => {
        const strict = holm(ps);
        const lenient = benjaminiHochberg(ps);
        for (const [index, p] of ps.entries()) {
          expect(lenient[index]).toBeGreaterThanOrEqual(p - 1e-15);
          expect(strict[index]).toBeGreaterThanOrEqual((lenient[index] ?? 2) - 1e-12);
        }
        expect(holm(ps.toReversed())).toEqual(strict.toReversed());
        expect(benjaminiHochberg(ps.toReversed())).toEqual(lenient.toReversed());
      }),
    );
  });

  test("a p above 1 is refused by its name", () => {
    expect(() => holm([0.1, 1.2])).toThrow(
      "holm needs ps[1] to be a number of at least 0 and of at most 1, not 1.2.",
    );
    expect(() => benjaminiHochberg([Number.NaN])).toThrow("ps[0]");
  });
});

describe("non-inferiority", () => {
  test("gives Tango's contact-lens example", () => {
    const found = nonInferiority({
      pairs: { n: 44, gained: 0, lost: 1 },
      margin: 0.1,
      alpha: 0.05,
    });
    expect(found.p).toBeCloseTo(0.0438, 4);
    expect(found.interval.lower).toBeCloseTo(-0.096, 3);
    expect(found.isShown).toBe(true);
  });

  test("is shown exactly where p is below alpha and the interval lies above the margin", () => {
    const score = fc.integer({ min: -20, max: 20 }).map((points) => points / 20);
    const mostlyTied = fc.oneof({ weight: 4, arbitrary: fc.constant(0) }, score);
    const differences = fc.oneof(
      fc.array(score, { minLength: 2, maxLength: 40 }),
      fc.array(mostlyTied, { minLength: 2, maxLength: 80 }),
    );
    fc.assert(
      fc.property(differences, fc.constantFrom(0.02, 0.1, 0.3), (values, margin) => {
        const found = nonInferiority({ differences: values, margin, alpha: 0.05 });
        const p = found.p ?? 1;
        fc.pre(Math.abs(p - 0.05) > 1e-9);
        expect(found.isShown).toBe(p < 0.05);
        expect(found.isShown).toBe(found.interval.lower > -margin);
      }),
    );
  });

  test("pairs that all agree show it at a wide margin only, with a p above 0", () => {
    const differences = Array.from({ length: 60 }, () => 0);
    const wide = nonInferiority({ differences, margin: 0.1, alpha: 0.05 });
    const narrow = nonInferiority({ differences, margin: 0.02, alpha: 0.05 });
    expect(wide.isShown).toBe(true);
    expect(wide.p).toBeCloseTo(0.9 ** 60, 3);
    expect(narrow.isShown).toBe(false);
  });

  test("says nothing of four clusters", () => {
    const differences = Array.from({ length: 40 }, (_, index) => 0.2 + (index % 7) / 100);
    const clusters = differences.map((_, index) => `c${index % 4}`);
    const found = nonInferiority({ differences, clusters, margin: 0.05, alpha: 0.05 });
    expect(found).toMatchObject({ p: null, isShown: false });
  });

  test("refuses counts that do not fit each other", () => {
    expect(() =>
      nonInferiority({ pairs: { n: 10, gained: 6, lost: 5 }, margin: 0.1, alpha: 0.05 }),
    ).toThrow(
      "nonInferiority needs pairs.lost to be a whole number of at least 0 and of at most 4, not 5.",
    );
    expect(() =>
      nonInferiority({ differences: [0.1], clusters: [], margin: 0.1, alpha: 0.05 }),
    ).toThrow("differences (1), clusters (0)");
  });
});

describe("a quantile", () => {
  test("the 95th percentile has an upper bound from 72 values on", () => {
    const count = (n: number) => Array.from({ length: n }, (_, index) => index);
    const find = (n: number) => quantileInterval({ values: count(n), p: 0.95, confidence: 0.95 });
    expect(find(71).upper).toBeNull();
    expect(find(72).upper).toBe(71);
  });

  test("its interval mirrors with the values, and holds the estimate", () => {
    const latencies = fc.array(fc.integer({ min: 1, max: 900 }), { minLength: 1, maxLength: 150 });
    fc.assert(
      fc.property(latencies, fc.constantFrom(0.1, 0.5, 0.9), (values, p) => {
        const found = quantileInterval({ values, p, confidence: 0.9 });
        const mirrored = quantileInterval({
          values: values.map((value) => -value),
          p: 1 - p,
          confidence: 0.9,
        });
        expect(mirrored.upper).toBe(found.lower === null ? null : -found.lower);
        expect(found.coverage).toBeGreaterThanOrEqual(0.9 - 1e-12);
        expect(found.lower ?? -1).toBeLessThanOrEqual(found.estimate);
        expect(found.upper ?? 1_000).toBeGreaterThanOrEqual(found.estimate);
      }),
    );
  });

  test("two samples' quantiles: swapping them turns the difference's sign and the ratio over", () => {
    const candidate = Array.from({ length: 90 }, (_, index) => 100 + index);
    const baseline = candidate.map((value) => value * 1.5);
    const settings = { p: 0.5, confidence: 0.95 };
    const one = compareQuantiles({ ...settings, candidate, baseline });
    const other = compareQuantiles({ ...settings, candidate: baseline, baseline: candidate });
    expect(one.difference.upper).toBeLessThan(0);
    expect(other.difference.lower).toBe(-(one.difference.upper ?? 0));
    expect((one.ratio?.upper ?? 0) * (other.ratio?.lower ?? 0)).toBeCloseTo(1, 12);
    expect(one.ratio?.estimate).toBeCloseTo(1 / 1.5, 12);
  });

  test("has no ratio where a value is 0", () => {
    const settings = { p: 0.5, confidence: 0.9, candidate: [0, 1, 2], baseline: [1, 2, 3] };
    expect(compareQuantiles(settings).ratio).toBeNull();
  });
});
