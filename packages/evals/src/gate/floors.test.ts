import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { cases } from "../datasets/cases.js";
import { maxWords } from "../evals/count/max-words.js";
import { scriptErroredTrial, scriptTrial } from "../fixtures/scripted-run.js";
import type { Trial } from "../runner/case-result.js";
import { binomialProbability } from "../statistics/distributions/binomial.js";
import { wilsonInterval } from "../statistics/means/wilson-interval.js";
import { defineSuite } from "../suite/define-suite.js";
import type { SuiteSettings } from "../suite/suite-settings.js";
import { judge } from "./judge.js";

interface Sides {
  readonly candidate: Trial;
  readonly baseline: Trial;
  readonly cluster?: string;
}

/** The gate's word on these pairs. */
function judgePairs(sides: readonly Sides[], gate: SuiteSettings["gate"] = {}) {
  const suite = defineSuite({
    family: "product_description",
    dataset: cases("one", [{ id: "a", context: {} }]),
    evals: [maxWords(3)],
    gate,
  });
  const results = sides.map(({ candidate, baseline, cluster = null }, index) => ({
    id: `case-${index}`,
    tags: [],
    cluster,
    candidate: [candidate],
    baseline: [baseline],
  }));
  const { family, suiteHash } = suite;
  const run = { family, suiteHash, datasetHash: "sha256-d", total: results.length, missing: 0 };
  return judge({ ...run, results }, suite);
}

/** Two versions that pass the same cases, the first `passed` of them. */
function alike(count: number, passed: number): readonly Sides[] {
  return Array.from({ length: count }, (_, index) => {
    const trial = scriptTrial(index < passed ? 1 : 0);
    return { candidate: trial, baseline: trial };
  });
}

describe("a floor", () => {
  test("fails two equally bad versions, and says that it stands outside alpha", () => {
    const { verdict, reasons, figures } = judgePairs(alike(60, 0));
    expect(verdict).toBe("fail");
    expect(reasons[0]).toBe(
      "Below the floor: pass rate 0.0 %, 95 % interval 0.0 % to 6.0 %, 60 cases; minPassRate is 50.0 %. Floors and must-pass evals are not counted in alpha.",
    );
    expect(reasons[1]).toContain("No worse than the baseline");
    expect(figures.floors).toMatchObject([{ floor: "minPassRate", minimum: 0.5, stand: "missed" }]);
  });

  // Wilson's upper end at 22 of 60 is .49317, at 23 of 60 .50982 (scipy).
  test.each([
    [22, "fail", "Below the floor"],
    [23, "pass", "Not shown to be below the floor"],
    [30, "pass", "Not shown to be below the floor"],
    [60, "pass", "Above the floor"],
  ])("of one half, where %i of 60 cases pass on both sides: %s", (passed, verdict, stand) => {
    const found = judgePairs(alike(60, passed));
    expect(found.verdict).toBe(verdict);
    expect(found.reasons.some((reason) => reason.startsWith(stand))).toBe(true);
  });

  test("fails exactly where the 95 % Wilson interval lies wholly below it", () => {
    const share = fc.constantFrom(0.05, 0.3, 0.5, 0.8, 0.95, 1);
    fc.assert(
      fc.property(share, fc.integer({ min: 60, max: 150 }), fc.nat(150), (floor, count, wanted) => {
        const passed = Math.min(wanted, count);
        const { upper } = wilsonInterval({ share: passed / count, n: count, confidence: 0.95 });
        const { verdict } = judgePairs(alike(count, passed), { minPassRate: floor });
        expect(verdict === "fail").toBe(upper < floor);
      }),
    );
  });

  // Exact: the sum over all results that would miss it. At 4 cases it is 1/16, none right; it falls as cases are added.
  test("is missed by a version that stands exactly on it at most once in 16 runs, and from 50 cases once in 28", () => {
    const chanceOf = (cases: number) => {
      const counts = Array.from({ length: cases + 1 }, (_, passed) => passed);
      const missing = counts.filter(
        (passed) =>
          wilsonInterval({ share: passed / cases, n: cases, confidence: 0.95 }).upper < 0.5,
      );
      return missing.reduce((sum, passed) => sum + binomialProbability(passed, cases, 0.5), 0);
    };
    for (let cases = 1; cases <= 200; cases += 1) {
      expect(chanceOf(cases)).toBeLessThanOrEqual((cases < 50 ? 1 / 16 : 1 / 28) + 1e-12);
    }
  });

  test("of the mean score is the author's to state", () => {
    const graded = alike(60, 0).map(() => {
      const trial = scriptTrial(0.3, { passed: true });
      return { candidate: trial, baseline: trial };
    });
    expect(judgePairs(graded).verdict).toBe("pass");
    const { verdict, reasons } = judgePairs(graded, { minScore: 0.5 });
    expect(verdict).toBe("fail");
    expect(reasons[0]).toMatch(/^Below the floor: mean score 30\.0 %, .*minScore is 50\.0 %/);
  });

  test("of 0 is none", () => {
    const { verdict, reasons, figures } = judgePairs(alike(60, 0), { minPassRate: 0 });
    expect(verdict).toBe("pass");
    expect(figures.floors).toEqual([]);
    expect(reasons.join(" ")).not.toContain("floor");
  });

  test("is not missed by a candidate whose baseline alone lies below it", () => {
    const better = alike(60, 0).map(({ baseline }) => ({ candidate: scriptTrial(1), baseline }));
    expect(judgePairs(better).verdict).toBe("pass");
  });

  test.each([
    [
      0,
      "inconclusive",
      "The value is 0, but there are too few cases to show that it is below the floor",
    ],
    [1, "pass", "Not shown to be below the floor"],
  ])("that 3 cases cannot miss, %i of which pass: %s", (passed, verdict, stand) => {
    const found = judgePairs(alike(3, passed), { margin: 0.9 });
    expect(found.verdict).toBe(verdict);
    expect(found.reasons.join(" ")).toContain(`${stand}: pass rate`);
  });

  test("counts cases that move together once", () => {
    const inClusters = (clusters: number) =>
      alike(60, 0).map((sides, index) => ({ ...sides, cluster: `cluster ${index % clusters}` }));
    const [few, many] = [judgePairs(inClusters(6)), judgePairs(inClusters(30))];
    expect(few.figures.floors[0]?.figure.upper).toBeCloseTo(0.3903, 4);
    expect(many.figures.floors[0]?.figure.upper).toBeCloseTo(0.1135, 4);
    expect(judgePairs(inClusters(6), { minPassRate: 0.39 }).verdict).not.toBe("fail");
  });

  test("says nothing of a run that lost too many cases: errors never make a fail", () => {
    const lost = alike(60, 0).map((sides, index) =>
      index < 10 ? { ...sides, candidate: scriptErroredTrial("rate_limited") } : sides,
    );
    expect(judgePairs(lost).verdict).toBe("inconclusive");
  });
});
