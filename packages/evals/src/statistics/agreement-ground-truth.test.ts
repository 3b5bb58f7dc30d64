import { describe, expect, test } from "vitest";
import { z } from "zod";
import { readGroundTruth, relativeError } from "../fixtures/read-ground-truth.js";
import { ac1 } from "./agreement/ac1.js";
import { kappa } from "./agreement/kappa.js";
import { krippendorffAlpha } from "./agreement/krippendorff-alpha.js";
import { ppiPlusPlus } from "./judging/ppi-plus-plus.js";
import { hajekMean } from "./sampling/weighted-mean.js";

const rows = readGroundTruth("agreement-ground-truth.jsonl");
const number = z.number();
const numbers = z.array(number);
const matrix = z.array(numbers);

function expectClose(found: number | null, truth: number) {
  expect(relativeError(found ?? Number.NaN, truth), `${found}, not ${truth}`).toBeLessThan(1e-9);
}

describe("agrees with statsmodels, scikit-learn and definitions on", () => {
  test("kappa and its standard error, with each kind of weights", () => {
    const weights = z.enum(["none", "linear", "quadratic"]);
    const row = z.tuple([matrix, weights, number, number]);
    for (const [table, kind, value, error] of rows("kappa", row)) {
      const found = kappa({ matrix: table, weights: kind });
      expectClose(found.coefficient, value);
      expectClose(found.standardError, error);
    }
  });

  test("AC1, and its standard error from slopes found numerically", () => {
    for (const [table, value, error] of rows("ac1", z.tuple([matrix, number, number]))) {
      const found = ac1({ matrix: table });
      expectClose(found.coefficient, value);
      expectClose(found.standardError, error);
    }
  });

  test("Krippendorff's alpha, pair by pair", () => {
    const units = z.array(z.array(number.nullable()));
    const level = z.enum(["nominal", "ordinal", "interval", "ratio"]);
    for (const [ratings, kind, alpha] of rows("krippendorff", z.tuple([units, level, number]))) {
      expectClose(krippendorffAlpha({ units: ratings, level: kind }).alpha, alpha);
    }
  });

  test("prediction-powered inference, with and without probabilities", () => {
    const output = z.object({
      judged: number,
      label: number.nullable(),
      probability: number.exactOptional(),
    });
    const row = z.object({
      outputs: z.array(output),
      confidence: number,
      lambda: number,
      estimate: number,
      standard_error: number,
      lower: number,
      upper: number,
      labels_alone: number,
      plain: number,
    });
    for (const { outputs, confidence, ...truth } of rows("ppi", row)) {
      const found = ppiPlusPlus({ outputs, confidence });
      expectClose(found.lambda, truth.lambda);
      expectClose(found.estimate, truth.estimate);
      expectClose(found.standardError, truth.standard_error);
      expectClose(found.interval.lower, truth.lower);
      expectClose(found.interval.upper, truth.upper);
      expectClose(found.labelsAloneError, truth.labels_alone);
      expectClose(found.plainError, truth.plain);
    }
  });

  test("the weighted mean and its clustered error", () => {
    const row = z.object({
      values: numbers,
      probabilities: numbers,
      clusters: numbers,
      truth: z.tuple([number, number]),
    });
    for (const { values, probabilities, clusters, truth } of rows("hajek", row)) {
      const labels = clusters.map(String);
      const found = hajekMean({ values, probabilities, clusters: labels, confidence: 0.95 });
      expectClose(found.mean, truth[0]);
      expectClose(found.standardError, truth[1]);
    }
  });
});
