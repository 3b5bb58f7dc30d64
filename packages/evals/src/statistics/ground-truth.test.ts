import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { incompleteBeta, logGamma } from "./distributions/incomplete-beta.js";
import { normalCdf, normalQuantile } from "./distributions/normal-distribution.js";
import { studentTCdf, studentTQuantile } from "./distributions/student-t.js";
import { clusteredError } from "./means/clustered-error.js";
import { wilsonInterval } from "./means/wilson-interval.js";
import { mcnemar } from "./paired/mcnemar.js";
import { tangoInterval } from "./paired/tango.js";

const lines = readFileSync(
  new URL("../../ground-truth/ground-truth.jsonl", import.meta.url),
  "utf8",
)
  .trim()
  .split("\n")
  .map((line) => z.object({ name: z.string(), rows: z.unknown() }).parse(JSON.parse(line)));

function rows(name: string): number[][] {
  return z.array(z.array(z.number())).parse(lines.find((line) => line.name === name)?.rows);
}

/** Every row of a table through a function of its first columns: the last column is the truth. */
function expectAll(name: string, tolerance: number, compute: (...inputs: number[]) => number) {
  for (const row of rows(name)) {
    const truth = row.at(-1) ?? Number.NaN;
    const value = compute(...row.slice(0, -1));
    const error = truth === 0 ? Math.abs(value) : Math.abs(value / truth - 1);
    expect(error, `${name} ${row.join(", ")}: ${value}`).toBeLessThanOrEqual(tolerance);
  }
}

describe("agrees with scipy and statsmodels on", () => {
  test("the normal distribution", () => {
    expectAll("normal_cdf", 1e-13, (x = 0) => normalCdf(x));
  });
  test("normal quantiles", () => {
    expectAll("normal_quantile", 1e-12, (p = 0) => normalQuantile(p));
  });
  test("ln Γ", () => {
    expectAll("log_gamma", 1e-13, (x = 0) => logGamma(x));
  });
  test("the incomplete beta function", () => {
    expectAll("incomplete_beta", 2e-12, (x = 0, a = 0, b = 0) => incompleteBeta(x, a, b));
  });
  test("Student's t", () => {
    expectAll("student_cdf", 1e-11, (t = 0, degrees = 0) => studentTCdf(t, degrees));
    expectAll("student_quantile", 1e-11, (p = 0, degrees = 0) => studentTQuantile(p, degrees));
  });
  test("McNemar's exact test", () => {
    expectAll("mcnemar", 1e-11, (gained = 0, lost = 0) => mcnemar({ gained, lost }).p);
  });
  test("McNemar's mid-p value, found there by adding up the outcomes", () => {
    expectAll("mcnemar_mid_p", 1e-11, (gained = 0, lost = 0) => mcnemar({ gained, lost }).midP);
  });
  test("Wilson's interval", () => {
    for (const [successes = 0, n = 0, lower = 0, upper = 0] of rows("wilson")) {
      const interval = wilsonInterval({ share: successes / n, n, confidence: 0.95 });
      expect(interval.lower).toBeCloseTo(lower, 12);
      expect(interval.upper).toBeCloseTo(upper, 12);
    }
  });
  test("Tango's interval, found there by maximising the likelihood numerically", () => {
    for (const [n = 0, gained = 0, lost = 0, alpha = 0, lower = 0, upper = 0] of rows("tango")) {
      const interval = tangoInterval({ n, gained, lost }, normalQuantile(1 - alpha));
      expect(interval.lower).toBeCloseTo(lower, 6);
      expect(interval.upper).toBeCloseTo(upper, 6);
    }
  });
  test("the clustered standard error", () => {
    const tables = z
      .array(
        z.object({
          values: z.array(z.number()),
          clusters: z.array(z.number()),
          standard_error: z.number(),
        }),
      )
      .parse(lines.find((line) => line.name === "clustered")?.rows);
    for (const { values, clusters, standard_error: truth } of tables) {
      expect(clusteredError(values, clusters.map(String)).standardError).toBeCloseTo(truth, 13);
    }
  });
});
