import type { Verdict } from "@promptrail/core";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { cases } from "../datasets/cases.js";
import { maxWords } from "../evals/count/max-words.js";
import { scriptErroredTrial, scriptTrial } from "../fixtures/scripted-run.js";
import type { PairedCaseResult, Trial } from "../runner/case-result.js";
import { defineSuite } from "../suite/define-suite.js";
import { judge } from "./judge.js";

const suite = defineSuite({
  family: "product_description",
  dataset: cases("one", [{ id: "a", context: {} }]),
  evals: [maxWords(3)],
  // What a floor does is tested with it.
  gate: { minPassRate: 0 },
});

function runOf(results: readonly PairedCaseResult[], missing = 0) {
  const { family, suiteHash } = suite;
  return {
    family,
    suiteHash,
    datasetHash: "sha256-d",
    total: results.length + missing,
    missing,
    results,
  };
}

function pair(
  index: number,
  candidate: number | Trial,
  baseline: number | Trial,
  cluster: string | null = null,
): PairedCaseResult {
  const toTrials = (side: number | Trial) => [typeof side === "number" ? scriptTrial(side) : side];
  const id = `case-${String(index).padStart(4, "0")}`;
  return { id, tags: [], cluster, candidate: toTrials(candidate), baseline: toTrials(baseline) };
}

function pairs(count: number, make: (index: number) => PairedCaseResult) {
  return Array.from({ length: count }, (_, index) => make(index));
}

function judgePairs(results: readonly PairedCaseResult[], missing = 0) {
  return judge(runOf(results, missing), suite);
}

describe("passes", () => {
  test("60 agreeing pairs at a margin of 5 points, pass or fail", () => {
    const { verdict, figures } = judgePairs(
      pairs(60, (index) => pair(index, index % 2, index % 2)),
    );
    expect(verdict).toBe("pass");
    expect(figures.comparison).toMatchObject({ method: "tango", n: 60, difference: 0 });
    expect(figures.comparison?.interval.lower).toBeCloseTo(-0.043, 3);
  });

  test("60 agreeing pairs of graded scores, though their variance is 0", () => {
    const { verdict, figures } = judgePairs(pairs(60, (index) => pair(index, 0.4, 0.4)));
    expect(verdict).toBe("pass");
    expect(figures.comparison?.interval.lower).toBeCloseTo(-(1 - 0.05 ** (1 / 60)), 12);
  });
});

describe("is inconclusive", () => {
  test("with 40 agreeing pairs, and names how many cases are needed", () => {
    const { verdict, reasons, figures } = judgePairs(pairs(40, (index) => pair(index, 1, 1)));
    expect(verdict).toBe("inconclusive");
    expect(figures.comparison?.casesNeeded).toBeGreaterThanOrEqual(52);
    expect(reasons[0]).toMatch(/With about \d+ cases, four runs in five would decide/);
    // 40 agreeing pairs leave z²/(40+z²) open.
    expect(reasons[0]).toMatch(
      /it; this run had 40, and 40 are enough for a margin of \d+\.\d points\.$/,
    );
  });

  test("where the interval lies below 0 and the exact test does not agree", () => {
    const { verdict, reasons, figures } = judgePairs(
      pairs(64, (index) => pair(index, index < 6 ? 0 : 1, index === 63 ? 0 : 1)),
    );
    expect(figures.comparison?.interval.upper).toBeLessThan(0);
    expect(figures.comparison?.harmP).toBeCloseTo(0.0625, 12);
    expect(verdict).toBe("inconclusive");
    expect(reasons[1]).toContain("the exact test (p = 0.063)");
  });

  test("with more than 5 % of the cases lost, and names the errors", () => {
    const { verdict, reasons } = judgePairs(
      pairs(100, (index) => pair(index, index < 6 ? scriptErroredTrial("rate_limited") : 1, 1)),
    );
    expect(verdict).toBe("inconclusive");
    expect(reasons[0]).toContain("6 of 100 cases are lost");
    expect(reasons[0]).toContain("6 rate_limited");
    expect(reasons[0]).toContain("). Run the eval again: it keeps the answers that it has.");
  });

  test("where the candidate alone could not be run on a case", () => {
    const { verdict, reasons } = judgePairs(
      pairs(100, (index) =>
        pair(index, index === 0 ? scriptErroredTrial("context_invalid") : 1, 1),
      ),
    );
    expect(verdict).toBe("inconclusive");
    expect(reasons[0]).toContain("1 context_invalid");
    expect(reasons[0]).toContain("Correct the contexts of these cases, or the input schema");
  });

  test.each(["candidate", "baseline"])("where an eval broke on the %s's answer", (side) => {
    const broken = scriptErroredTrial("check", "eval");
    const { verdict, reasons } = judgePairs(
      pairs(100, (index) => {
        if (index > 0) return pair(index, 1, 1);
        return side === "candidate" ? pair(index, broken, 1) : pair(index, 1, broken);
      }),
    );
    expect(verdict).toBe("inconclusive");
    expect(reasons[0]).toContain(`On 1 case the ${side} could not be run or judged (1 eval check)`);
    expect(reasons[0]).toContain('Read in the report what the eval "check" failed at');
    expect(reasons[0]).not.toContain("keeps the answers");
  });

  test("for a run that was stopped, however clear it looks", () => {
    expect(
      judgePairs(
        pairs(60, (index) => pair(index, 0, 1)),
        5,
      ),
    ).toMatchObject({
      verdict: "inconclusive",
      reasons: [expect.stringContaining("5 of 65 cases have no result")],
    });
  });

  test("with four clusters, and decides with five", () => {
    const clustered = (count: number) =>
      judgePairs(
        pairs(100, (index) => pair(index, (index % 7) / 10, 1, `cluster ${index % count}`)),
      ).verdict;
    expect(clustered(4)).toBe("inconclusive");
    expect(clustered(5)).toBe("fail");
  });

  test.each([0, 1])("with %i cases", (count) => {
    expect(judgePairs(pairs(count, (index) => pair(index, 1, 1))).verdict).toBe("inconclusive");
  });
});

describe("fails", () => {
  test("a candidate that loses what the baseline passed", () => {
    const { verdict, reasons } = judgePairs(
      pairs(60, (index) => pair(index, index < 20 ? 0 : 1, 1)),
    );
    expect(verdict).toBe("fail");
    expect(reasons[0]).toContain("-33.3 points");
  });

  test("a candidate whose grades are lower", () => {
    const { verdict } = judgePairs(pairs(60, (index) => pair(index, index % 2 ? 0.4 : 0.9, 0.9)));
    expect(verdict).toBe("fail");
  });

  test("a candidate that is shown to be worse, also by less than the margin, and says so", () => {
    const { verdict, reasons } = judgePairs(
      pairs(3_000, (index) => pair(index, index % 100 < 2 ? 0.2 : 0.9, 0.9)),
    );
    expect(verdict).toBe("fail");
    expect(reasons.join(" ")).toContain("The loss is smaller than the margin, but it is shown");
  });

  test("a failed must-pass eval on one case, however good the rest", () => {
    const failed = scriptTrial(1, {
      passed: false,
      judgements: [{ name: "no_leak", mustPass: true, passed: false, score: 0, reason: "Leaked." }],
    });
    const { verdict, reasons } = judgePairs(
      pairs(60, (index) => pair(index, index === 7 ? failed : 1, failed)),
    );
    expect(verdict).toBe("fail");
    expect(reasons[0]).toBe('Must-pass eval "no_leak" failed on 1 case: case-0007.');
  });
});

test("names the lost cases beside a verdict that stands", () => {
  const { verdict, reasons, figures } = judgePairs(
    pairs(100, (index) => pair(index, 1, index < 2 ? scriptErroredTrial("timeout") : 1)),
  );
  expect(verdict).toBe("pass");
  expect(reasons.at(-1)).toBe("2 of 100 cases are left out: 2 timeout.");
  expect(figures).toMatchObject({ lost: 2, baseline: { errored: 2, errors: { timeout: 2 } } });
});

test("refuses a run of another suite", () => {
  expect(() => judge({ ...runOf([]), suiteHash: "sha256-x" }, suite)).toThrow(
    /has changed since the run/,
  );
});

const grade = fc.constantFrom(0, 0.2, 0.5, 1);
const rows = fc.array(
  fc.record({
    candidate: grade,
    baseline: grade,
    cluster: fc.option(fc.constantFrom("a", "b", "c", "d", "e")),
  }),
  { minLength: 6, maxLength: 60 },
);

test("the order of the cases does not matter", () => {
  fc.assert(
    fc.property(rows, fc.infiniteStream(fc.nat()), (list, keys) => {
      const made = list.map((row, index) => pair(index, row.candidate, row.baseline, row.cluster));
      const order = new Map(made.map((result) => [result.id, keys.next().value ?? 0]));
      const shuffled = made.toSorted(
        (left, right) => (order.get(left.id) ?? 0) - (order.get(right.id) ?? 0),
      );
      const [one, other] = [judgePairs(made), judgePairs(shuffled)];
      expect(other.verdict).toBe(one.verdict);
      expect(other.figures.comparison?.interval.lower).toBeCloseTo(
        one.figures.comparison?.interval.lower ?? Number.NaN,
        9,
      );
      // The last digit of a sum depends on the order of its parts.
      expect(other.figures.comparison?.harmP).toBeCloseTo(
        one.figures.comparison?.harmP ?? Number.NaN,
        9,
      );
    }),
  );
});

test("swapping the sides flips the sign, and never makes both of them fail", () => {
  fc.assert(
    fc.property(rows, (list) => {
      const made = list.map((row, index) => pair(index, row.candidate, row.baseline, row.cluster));
      const one = judgePairs(made);
      const other = judgePairs(
        made.map((row) => ({ ...row, candidate: row.baseline, baseline: row.candidate })),
      );
      const [left, right] = [one.figures.comparison, other.figures.comparison];
      fc.pre(left !== null && right !== null);
      expect(right?.difference).toBeCloseTo(-(left?.difference ?? Number.NaN), 9);
      expect(right?.interval.lower).toBeCloseTo(-(left?.interval.upper ?? Number.NaN), 9);
      const verdicts: Verdict[] = [one.verdict, other.verdict];
      expect(verdicts).not.toEqual(["fail", "fail"]);
    }),
  );
});
