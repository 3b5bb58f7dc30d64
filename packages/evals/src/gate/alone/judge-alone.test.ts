import { expect, test } from "vitest";
import { cases } from "../../datasets/cases.js";
import { maxWords } from "../../evals/count/max-words.js";
import { scriptErroredTrial, scriptTrial } from "../../fixtures/scripted-run.js";
import type { Trial } from "../../runner/case-result.js";
import { defineSuite } from "../../suite/define-suite.js";
import type { SuiteSettings } from "../../suite/suite-settings.js";
import { judgeAlone } from "./judge-alone.js";

function judgeTrials(
  trials: readonly Trial[],
  { missing = 0, ...gate }: NonNullable<SuiteSettings["gate"]> & { readonly missing?: number } = {},
) {
  const suite = defineSuite({
    family: "product_description",
    dataset: cases("one", [{ id: "a", context: {} }]),
    evals: [maxWords(3)],
    gate,
  });
  const results = trials.map((trial, index) => ({
    id: `case-${index}`,
    tags: [],
    cluster: null,
    trials: [trial],
  }));
  const { family, suiteHash } = suite;
  const total = results.length + missing;
  return judgeAlone({ family, suiteHash, datasetHash: "sha256-d", total, missing, results }, suite);
}

function trials(count: number, make: (index: number) => Trial): readonly Trial[] {
  return Array.from({ length: count }, (_, index) => make(index));
}

test("a version that passes its cases passes, above its floor", () => {
  const { verdict, reasons } = judgeTrials(trials(60, () => scriptTrial(1)));
  expect(verdict).toBe("pass");
  expect(reasons).toEqual([
    "Above the floor: pass rate 100.0 %, 95 % interval 94.0 % to 100.0 %, 60 cases; minPassRate is 50.0 %.",
  ]);
});

test("a version that passes none fails", () => {
  const { verdict, reasons } = judgeTrials(trials(60, () => scriptTrial(0)));
  expect(verdict).toBe("fail");
  expect(reasons[0]).toContain("Below the floor");
});

test.each([1, 3])(
  "a version that passes none of %i does not pass, though no interval shows it",
  (count) => {
    const none = trials(count, () => scriptTrial(0));
    const { verdict, reasons } = judgeTrials(none);
    expect(verdict).toBe("inconclusive");
    expect(reasons[0]).toContain("too few cases to show that it is below the floor");
    expect(judgeTrials(none, { minPassRate: 0 }).verdict).toBe("pass");
  },
);

test("one failed must-pass eval is enough", () => {
  const leaked = scriptTrial(1, {
    judgements: [{ name: "no_leak", mustPass: true, passed: false, score: 0, reason: "Leaked." }],
  });
  const { verdict, reasons } = judgeTrials(
    trials(60, (index) => (index === 7 ? leaked : scriptTrial(1))),
  );
  expect(verdict).toBe("fail");
  expect(reasons[0]).toBe('Must-pass eval "no_leak" failed on 1 case: case-7.');
});

test.each([
  ["that was stopped", trials(10, () => scriptTrial(0)), 50, /50 of 60 cases have no result/],
  [
    "that lost more than 5 % of its cases",
    trials(60, (index) => (index < 6 ? scriptErroredTrial("rate_limited") : scriptTrial(1))),
    0,
    /6 of 60 cases are lost to errors.*6 rate_limited/,
  ],
  [
    "whose eval broke on one case",
    trials(60, (index) => (index === 0 ? scriptErroredTrial("check", "eval") : scriptTrial(1))),
    0,
    /On 1 case the version could not be run or judged \(1 eval check\)/,
  ],
  ["of no case", [], 0, /The dataset has no case/],
])("a run %s says nothing", (_title, list, missing, reason) => {
  const { verdict, reasons } = judgeTrials(list, { missing });
  expect(verdict).toBe("inconclusive");
  expect(reasons[0]).toMatch(reason);
});
