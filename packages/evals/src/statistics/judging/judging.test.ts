import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { randomRuns } from "../../../../../tooling/test/run/random-runs.ts";
import { readGroundTruth } from "../../fixtures/read-ground-truth.js";
import { seededRandom } from "../resampling/seeded-random.js";
import { passAtK } from "./pass-at-k.js";
import { type JudgedOutput, ppiPlusPlus } from "./ppi-plus-plus.js";
import { roganGladen } from "./rogan-gladen.js";

describe("Rogan and Gladen's correction", () => {
  const settings = {
    judged: { successes: 800, n: 1_000 },
    sensitivity: { successes: 92, n: 100 },
    specificity: { successes: 85, n: 100 },
    confidence: 0.95,
  };

  test("gives .844 [.776, .912] for .80 of 1,000", () => {
    const { estimate, interval } = roganGladen(settings);
    expect(estimate).toBeCloseTo(0.844, 3);
    expect(interval.lower).toBeCloseTo(0.776, 3);
    expect(interval.upper).toBeCloseTo(0.912, 3);
  });

  test("says nothing with a judge that is no better than chance", () => {
    const coin = { successes: 50, n: 100 };
    expect(roganGladen({ ...settings, sensitivity: coin, specificity: coin })).toEqual({
      estimate: null,
      standardError: null,
      interval: { lower: 0, upper: 1 },
    });
  });

  test("is uncertain of a judge that erred in none of ten", () => {
    const perfect = { successes: 10, n: 10 };
    const found = roganGladen({ ...settings, sensitivity: perfect, specificity: perfect });
    expect(found.estimate).toBeCloseTo(0.8, 12);
    expect(found.interval.upper - found.interval.lower).toBeGreaterThan(0.2);
    expect(() => roganGladen({ ...settings, judged: { successes: 3, n: 2 } })).toThrow(
      "roganGladen needs judged.successes to be a whole number of at least 0 and of at most 2, not 3.",
    );
  });
});

describe("prediction-powered inference", () => {
  const runs = randomRuns({ usual: 100, long: 4_000 });

  interface Design {
    /** How often the judge tosses a coin. */
    readonly errs: number;
    readonly isByScore: boolean;
  }

  /** 400 outputs of which people would pass 70 %; a judge that says so with an error and a bias. */
  function drawOutputs(random: () => number, design: Design): JudgedOutput[] {
    return Array.from({ length: 400 }, () => drawOutput(random, design));
  }

  function drawOutput(random: () => number, { errs, isByScore }: Design): JudgedOutput {
    const truth = random() < 0.7 ? 1 : 0;
    const judged = random() < errs ? Math.round(random()) : truth * 0.8 + 0.2;
    if (!isByScore) return { judged, label: random() < 0.25 ? truth : null };
    const probability = judged < 0.5 ? 0.5 : 0.15;
    return { judged, label: random() < probability ? truth : null, probability };
  }

  test.each([
    { title: "a good judge", errs: 0.1, isByScore: false },
    { title: "a weak judge", errs: 0.9, isByScore: false },
    { title: "labels drawn by the judge's score", errs: 0.2, isByScore: true },
  ])("covers the truth as often as it says, with $title", ({ errs, isByScore }) => {
    const random = seededRandom(41);
    let covered = 0;
    for (let run = 0; run < runs; run += 1) {
      const outputs = drawOutputs(random, { errs, isByScore });
      const { interval } = ppiPlusPlus({ outputs, confidence: 0.9 });
      if (interval.lower <= 0.7 && 0.7 <= interval.upper) covered += 1;
    }
    const slack = 3 * Math.sqrt((0.9 * 0.1) / runs);
    expect(Math.abs(covered / runs - 0.9)).toBeLessThan(slack + 0.01);
  });

  test("is never worse than labels alone, where plain inference is with a weak judge", () => {
    const outputs = drawOutputs(seededRandom(5), { errs: 1, isByScore: false });
    const found = ppiPlusPlus({ outputs, confidence: 0.95 });
    expect(found.plainError).toBeGreaterThan(found.labelsAloneError);
    expect(found.standardError).toBeLessThanOrEqual(found.labelsAloneError);
    const good = ppiPlusPlus({
      outputs: drawOutputs(seededRandom(5), { errs: 0.05, isByScore: false }),
      confidence: 0.95,
    });
    expect(good.standardError).toBeLessThan(0.7 * good.labelsAloneError);
  });

  test("has the variance of the paper where all are labelled alike", () => {
    const outputs = drawOutputs(seededRandom(9), { errs: 0.3, isByScore: false });
    const found = ppiPlusPlus({ outputs, confidence: 0.95 });
    const others = outputs.filter((row) => row.label === null).map((row) => row.judged);
    const labelled = outputs.filter((row) => row.label !== null);
    const share = (found.lambda * others.length) / outputs.length;
    const rest = labelled.map((row) => (row.label ?? 0) - share * row.judged);
    const error = Math.sqrt(
      (share ** 2 * variance(others)) / others.length + variance(rest) / rest.length,
    );
    expect(found.standardError / error).toBeCloseTo(1, 1);
    const mean = (list: readonly number[]) =>
      list.reduce((sum, value) => sum + value, 0) / list.length;
    expect(found.estimate).toBeCloseTo(share * mean(others) + mean(rest), 10);
  });

  test("refuses one label, and probabilities of some labels only", () => {
    const one = { judged: 1, label: 1 };
    expect(() => ppiPlusPlus({ outputs: [one], confidence: 0.95 })).toThrow("at least 2 outputs");
    expect(() =>
      ppiPlusPlus({ outputs: [one, { ...one, probability: 0.5 }], confidence: 0.95 }),
    ).toThrow("of each labelled output or of none, not of 1 in 2");
  });
});

function variance(values: readonly number[]): number {
  const centre = values.reduce((sum, value) => sum + value, 0) / values.length;
  return values.reduce((sum, value) => sum + (value - centre) ** 2, 0) / (values.length - 1);
}

describe("pass@k and pass^k", () => {
  test("are shares of all draws of k trials, counted as whole numbers", () => {
    const rows = readGroundTruth("rates-ground-truth.jsonl");
    const number = z.number();
    const row = z.tuple([number, number, number, number, number]);
    for (const [trials, passed, k, any, all] of rows("pass_at_k", row)) {
      const found = passAtK({ trials, passed, k });
      expect(found.any).toBeCloseTo(any, 12);
      expect(found.all).toBeCloseTo(all, 12);
    }
  });

  test("fall and rise with k, and equal the rate at k = 1", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 40 }), fc.nat(40), (trials, more) => {
        const passed = Math.min(trials, more);
        const found = Array.from({ length: trials }, (_, index) =>
          passAtK({ trials, passed, k: index + 1 }),
        );
        expect(found[0]?.any).toBeCloseTo(passed / trials, 12);
        expect(found[0]?.all).toBeCloseTo(passed / trials, 12);
        for (const [index, { any, all }] of found.entries()) {
          expect(any).toBeGreaterThanOrEqual((found[index - 1]?.any ?? 0) - 1e-12);
          expect(all).toBeLessThanOrEqual((found[index - 1]?.all ?? 1) + 1e-12);
        }
      }),
    );
  });
});
