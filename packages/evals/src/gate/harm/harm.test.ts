import { omitUndefined } from "@promptrail/core/portable";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { cases } from "../../datasets/cases.js";
import { maxWords } from "../../evals/count/max-words.js";
import { scriptErroredTrial, scriptTrial } from "../../fixtures/scripted-run.js";
import { toGateReport } from "../../report/json/to-gate-report.js";
import type { PairedCaseResult, Trial } from "../../runner/case-result.js";
import { defineSuite } from "../../suite/define-suite.js";
import type { SuiteRules } from "../../suite/suite-settings.js";
import { judge } from "../judge.js";
import { fewestUnits, markWorse, splitAlpha } from "../split-alpha.js";

const dataset = cases("one", [{ id: "a", context: {} }]);

function judgeWith(gate: SuiteRules["gate"], results: readonly PairedCaseResult[]) {
  const suite = defineSuite({
    family: "product_description",
    dataset,
    evals: [maxWords(3)],
    gate: { minPassRate: 0, ...gate },
  });
  const { family, suiteHash } = suite;
  const head = { family, suiteHash, datasetHash: "sha256-d", total: results.length, missing: 0 };
  const run = { ...head, results };
  return { run, verdict: judge(run, suite) };
}

interface Side {
  readonly score?: number;
  readonly cost?: number | null;
  readonly durationMs?: number;
}

const toTrial = ({ score = 1, ...spent }: Side): Trial => scriptTrial(score, spent);

function pairs(
  count: number,
  make: (index: number) => {
    readonly candidate?: Side;
    readonly baseline?: Side;
    readonly tags?: readonly string[];
  },
): readonly PairedCaseResult[] {
  return Array.from({ length: count }, (_, index) => {
    const { candidate = {}, baseline = {}, tags = [] } = make(index);
    const sides = { candidate: [toTrial(candidate)], baseline: [toTrial(baseline)] };
    return { id: `case-${index}`, tags, cluster: null, ...sides };
  });
}

describe("alpha", () => {
  test("goes to the mean score where nothing else is declared, and is never exceeded", () => {
    const some = fc.option(fc.double({ min: 0, max: 1, noNaN: true }), { nil: undefined });
    const rule = fc.record({
      alpha: fc.double({ min: 0.001, max: 0.4, noNaN: true }),
      protectedSlices: fc.subarray(["german", "long", "angry"]),
      cost: some,
      duration: some,
    });
    fc.assert(
      fc.property(rule, ({ alpha, protectedSlices, cost, duration }) => {
        const { primary, slices, spending } = splitAlpha({
          alpha,
          protectedSlices,
          ...omitUndefined({ maxCostIncrease: cost, maxDurationIncrease: duration }),
        });
        expect(primary + slices + spending).toBeCloseTo(alpha, 12);
        expect(slices).toBe(protectedSlices.length === 0 ? 0 : alpha / 4);
        expect(spending).toBe(cost === undefined && duration === undefined ? 0 : alpha / 4);
      }),
    );
    expect(splitAlpha({ alpha: 0.05 })).toEqual({ primary: 0.05, slices: 0, spending: 0 });
  });

  test("is spent by Holm's rule: R's p.adjust on the same p-values rejects the same", () => {
    // p.adjust(c(.01, .04, .03, .005), "holm") is .03, .06, .06, .02.
    const isWorse = (ps: readonly number[], alpha: number) =>
      markWorse(
        ps.map((harmP) => ({ harmP })),
        alpha,
      ).map((each) => each.isWorse);
    expect(isWorse([0.01, 0.04, 0.03, 0.005], 0.05)).toEqual([true, false, false, true]);
    expect(isWorse([0.01, 0.04, 0.03, 0.005], 0.06)).toEqual([true, true, true, true]);
    expect(isWorse([], 0.05)).toEqual([]);
  });
});

describe("a protected slice", () => {
  const gate = { protectedSlices: ["german", "long"], margin: 0.1 };
  const tagsOf = (index: number) => [index < 20 ? "german" : "other", "long"];

  test("that is worse fails the gate, though the mean score is no worse within the margin", () => {
    const results = pairs(400, (index) => ({
      candidate: { score: index < 9 ? 0 : 1 },
      baseline: { score: index >= 20 && index < 32 ? 0 : 1 },
      tags: tagsOf(index),
    }));
    const { verdict } = judgeWith(gate, results);
    expect(verdict.verdict).toBe("fail");
    expect(verdict.reasons[0]).toMatch(
      /^Worse than the baseline on the protected slice "german": -45\.0 points, 20 pairs, p = 0\.0020/,
    );
    expect(verdict.reasons[1]).toMatch(/^The mean score is no worse within 10\.0 points/);
    expect(verdict.figures.slices).toMatchObject([
      { slice: "german", n: 20, units: 20, isWorse: true },
      { slice: "long", n: 400, isWorse: false },
    ]);
    expect(judgeWith({ margin: 0.1 }, results).verdict.verdict).toBe("pass");
  });

  test.each([
    ["without a case", 0],
    ["with fewer cases than could ever show harm", 6],
  ])("%s makes the verdict inconclusive", (_title, count) => {
    const results = pairs(200, (index) => ({ tags: index < count ? ["german"] : [] }));
    const { verdict } = judgeWith({ protectedSlices: ["german"] }, results);
    expect(verdict.verdict).toBe("inconclusive");
    expect(verdict.reasons[0]).toContain(
      `"german" has ${count} independent cases that could be compared; to show harm it needs at least 7`,
    );
    const enough = pairs(200, (index) => ({ tags: index < 7 ? ["german"] : [] }));
    expect(judgeWith({ protectedSlices: ["german"] }, enough).verdict.verdict).toBe("pass");
    expect(fewestUnits(0.05 / 4, 1)).toBe(7);
  });
});

describe("cost and duration", () => {
  const bound = { maxCostIncrease: 0.1, maxDurationIncrease: 0.5 };

  test("above their bounds fail the gate", () => {
    const results = pairs(200, () => ({
      candidate: { cost: 0.0012, durationMs: 100 },
      baseline: { cost: 0.001, durationMs: 90 },
    }));
    const { verdict, run } = judgeWith(bound, results);
    expect(verdict.verdict).toBe("fail");
    expect(verdict.reasons[0]).toBe(
      "The cost is above 110.0 % of the baseline's: the median case takes 120.0 % of the baseline's, at least 120.0 % is shown, 200 independent cases.",
    );
    expect(toGateReport(run, verdict).spending).toMatchObject([
      { measure: "cost", units: 200, unknown: 0, is_worse: true },
      { measure: "duration", is_worse: false },
    ]);
  });

  test("that cannot be told are no pass", () => {
    const unknown = pairs(200, (index) => ({ candidate: { cost: index < 11 ? null : 0.001 } }));
    const { verdict } = judgeWith(bound, unknown);
    expect(verdict).toMatchObject({
      verdict: "inconclusive",
      reasons: [expect.stringContaining("The cost of 11 cases is not known")],
    });
    const few = pairs(200, (index) => ({ candidate: { cost: index < 10 ? null : 0.001 } }));
    expect(judgeWith(bound, few).verdict.verdict).toBe("pass");
  });

  test("of a baseline that spends nothing have no ratio, and a report that is JSON", () => {
    const results = pairs(200, () => ({ baseline: { cost: 0 } }));
    const { verdict, run } = judgeWith(bound, results);
    expect(verdict.verdict).toBe("fail");
    expect(verdict.reasons[0]).toContain("the baseline spends nothing");
    expect(JSON.parse(JSON.stringify(toGateReport(run, verdict)))).toEqual(
      toGateReport(run, verdict),
    );
  });

  test("the order of the cases does not matter, and a side is never worse than itself", () => {
    const amount = fc.double({ min: 0, max: 1, noNaN: true });
    const rows = fc.array(fc.record({ candidate: amount, baseline: amount }), { minLength: 10 });
    fc.assert(
      fc.property(rows, (list) => {
        const make = (rowsOf: typeof list) =>
          pairs(rowsOf.length, (index) => ({
            candidate: { cost: rowsOf[index]?.candidate ?? 0 },
            baseline: { cost: rowsOf[index]?.baseline ?? 0 },
          }));
        const read = (rowsOf: typeof list) => judgeWith(bound, make(rowsOf)).verdict.figures;
        expect(read(list.toReversed()).spending).toEqual(read(list).spending);
        const alike = read(list.map(({ candidate }) => ({ candidate, baseline: candidate })));
        expect(alike.spending.every(({ isWorse }) => !isWorse)).toBe(true);
      }),
    );
  });
});

describe("a run with odd results", () => {
  test("that has a case twice, or lacks one that nothing tells of, is inconclusive", () => {
    const results = pairs(60, () => ({}));
    const twice = judgeWith({}, [...results, ...results.slice(0, 1)]).verdict;
    expect(twice.verdict).toBe("inconclusive");
    expect(twice.reasons[0]).toContain("1 case has more than one result: case-0");
    const { run } = judgeWith({}, results);
    const suite = defineSuite({
      family: "product_description",
      dataset,
      evals: [maxWords(3)],
      gate: { minPassRate: 0 },
    });
    const lacking = judge({ ...run, total: 61 }, suite);
    expect(lacking.verdict).toBe("inconclusive");
    expect(lacking.reasons[0]).toContain(
      "1 of 61 cases have no result, for a reason that is not known",
    );
  });

  test.each([
    ["of a vendor", scriptErroredTrial("overloaded"), true],
    ["of the candidate's own", scriptErroredTrial("context_invalid"), false],
    ["of an eval", scriptErroredTrial("check", "eval"), false],
  ])("that lost cases to errors %s whether another run may decide", (_what, trial, expected) => {
    const results = pairs(60, () => ({})).map((result, index) =>
      index < 6 ? { ...result, candidate: [trial] } : result,
    );
    const { verdict } = judgeWith({}, results);
    expect(verdict).toMatchObject({ verdict: "inconclusive", isIncomplete: expected });
  });
});
