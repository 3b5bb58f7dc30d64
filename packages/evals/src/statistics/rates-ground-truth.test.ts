import { describe, expect, test } from "vitest";
import { z } from "zod";
import { readGroundTruth, relativeError } from "../fixtures/read-ground-truth.js";
import { betaQuantile } from "./distributions/beta-quantile.js";
import { chiSquareSf } from "./distributions/incomplete-gamma.js";
import { clopperPearson } from "./means/clopper-pearson.js";
import { benjaminiHochberg, holm } from "./multiplicity/adjust-p.js";
import { nonInferiority } from "./paired/non-inferiority.js";
import { quantileInterval } from "./quantiles/quantile-interval.js";

const rows = readGroundTruth("rates-ground-truth.jsonl");
const number = z.number();
const numbers = z.array(number);

function expectClose(found: number, truth: number, label: string) {
  expect(relativeError(found, truth), `${label}: ${found}, not ${truth}`).toBeLessThan(1e-9);
}

describe("agrees with scipy and statsmodels on", () => {
  test("the tail of chi-square, also where one minus the distribution is 0", () => {
    for (const [x, degrees, truth] of rows("chi_square_sf", z.tuple([number, number, number]))) {
      expectClose(chiSquareSf(x, degrees), truth, `x ${x}, ${degrees} degrees`);
    }
  });

  test("quantiles of the beta distribution", () => {
    const row = z.tuple([number, number, number, number]);
    for (const [p, a, b, truth] of rows("beta_quantile", row)) {
      expectClose(betaQuantile({ p, a, b }), truth, `p ${p}, shapes ${a} and ${b}`);
    }
  });

  test("the interval of Clopper and Pearson, two-sided and one-sided", () => {
    const side = z.enum(["both", "lower", "upper"]);
    const row = z.tuple([number, number, number, side, number, number]);
    for (const [successes, n, confidence, which, lower, upper] of rows("clopper_pearson", row)) {
      const found = clopperPearson({ successes, n, confidence, side: which });
      expectClose(found.lower, lower, `${successes} of ${n}, ${which}`);
      expectClose(found.upper, upper, `${successes} of ${n}, ${which}`);
    }
  });

  test("Holm's and Benjamini and Hochberg's adjustments", () => {
    const row = z.tuple([numbers, numbers]);
    for (const { name, adjust } of [
      { name: "holm", adjust: holm },
      { name: "benjamini_hochberg", adjust: benjaminiHochberg },
    ]) {
      for (const [ps, adjusted] of rows(name, row)) {
        const found = adjust(ps);
        for (const [index, truth] of adjusted.entries()) {
          expectClose(found[index] ?? Number.NaN, truth, `${name} of ${ps[index]}`);
        }
      }
    }
  });

  test("the order-statistic interval, found there by trying every rank", () => {
    const bound = number.nullable();
    const row = z.object({
      values: numbers,
      p: number,
      confidence: number,
      estimate: number,
      lower: bound,
      upper: bound,
      coverage: number,
    });
    for (const { estimate, lower, upper, coverage, ...settings } of rows(
      "quantile_interval",
      row,
    )) {
      const found = quantileInterval(settings);
      expectClose(found.estimate, estimate, `quantile ${settings.p}`);
      expect([found.lower, found.upper]).toEqual([lower, upper]);
      expect(found.coverage).toBeCloseTo(coverage, 10);
    }
  });

  test("the one-sided p of clustered differences against a margin", () => {
    const row = z.object({ differences: numbers, clusters: numbers, margin: number, p: number });
    for (const { differences, clusters, margin, p } of rows("non_inferiority", row)) {
      const labels = clusters.map(String);
      const found = nonInferiority({ differences, clusters: labels, margin, alpha: 0.05 });
      expectClose(found.p ?? Number.NaN, p, `margin ${margin}`);
      expect(found.isShown).toBe(p < 0.05);
    }
  });
});
