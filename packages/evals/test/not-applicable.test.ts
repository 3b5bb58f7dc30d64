import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { cases } from "../src/datasets/cases.js";
import { maxWords } from "../src/evals/count/max-words.js";
import { scriptJudged, scriptTrial } from "../src/fixtures/scripted-run.js";
import { judgeAlone } from "../src/gate/alone/judge-alone.js";
import { collectPairs } from "../src/gate/compare/collect-pairs.js";
import { judge } from "../src/gate/judge.js";
import { summariseSide } from "../src/gate/summarise-side.js";
import { toEvalReport } from "../src/report/json/to-eval-report.js";
import { toGateReport } from "../src/report/json/to-gate-report.js";
import { formatGate } from "../src/report/terminal/format-gate.js";
import type { PairedCaseResult, Trial } from "../src/runner/case-result.js";
import { isErrored, isNotApplicable, isPassed, readScore } from "../src/runner/case-result.js";
import { defineSuite } from "../src/suite/define-suite.js";

type Scores = Readonly<Record<string, number | null>>;

const suite = defineSuite({
  family: "product_description",
  dataset: cases("one", [{ id: "a", context: {} }]),
  evals: [maxWords(3)],
  gate: { minPassRate: 0 },
});
const { family, suiteHash } = suite;
const head = { family, suiteHash, datasetHash: "sha256-d", missing: 0 };

function pair(index: number, candidate: Scores | Trial, baseline: Scores | Trial) {
  const toTrials = (side: Scores | Trial) => [isTrial(side) ? side : scriptJudged(side)];
  const id = `case-${String(index).padStart(4, "0")}`;
  return {
    id,
    tags: [],
    cluster: null,
    candidate: toTrials(candidate),
    baseline: toTrials(baseline),
  };
}

function isTrial(side: Scores | Trial): side is Trial {
  return Array.isArray(side["judgements"]);
}

function pairs(count: number, make: (index: number) => PairedCaseResult) {
  return Array.from({ length: count }, (_, index) => make(index));
}

const judgePairs = (results: readonly PairedCaseResult[]) =>
  judge({ ...head, total: results.length, results }, suite);

const judgeOne = (trials: readonly Trial[]) => {
  const results = trials.map((trial, index) => {
    return { id: `case-${index}`, tags: [], cluster: null, trials: [trial] };
  });
  const run = { ...head, total: results.length, results };
  const verdict = judgeAlone(run, suite);
  return { verdict, report: toEvalReport(run, verdict) };
};

const grade = fc.constantFrom(0, 0.2, 0.5, 1);
const maybe = fc.option(grade);
const someScores = fc.record({ first: maybe, second: maybe, third: maybe });

describe("an eval that does not apply", () => {
  test("is in no mean: a case has the mean of what applies, and none where nothing does", () => {
    fc.assert(
      fc.property(fc.array(someScores, { minLength: 1, maxLength: 4 }), (answers) => {
        const trials = answers.map(scriptJudged);
        const known = answers
          .map((scores) => Object.values(scores).filter((score) => score !== null))
          .filter((scores) => scores.length > 0)
          .map((scores) => scores.reduce<number>((sum, score) => sum + score, 0) / scores.length);
        expect(isErrored(trials)).toBe(false);
        expect(isNotApplicable(trials)).toBe(known.length === 0);
        expect(isPassed(trials)).toBe(known.length > 0 && known.every((score) => score === 1));
        if (known.length === 0) expect(readScore(trials)).toBeNull();
        else {
          const mean = known.reduce((sum, score) => sum + score, 0) / known.length;
          expect(readScore(trials)).toBeCloseTo(mean, 12);
        }
      }),
    );
  });

  test("leaves every figure as it is without the cases of which no eval says anything", () => {
    const rows = fc.array(fc.record({ candidate: grade, baseline: grade }), {
      minLength: 2,
      maxLength: 40,
    });
    fc.assert(
      fc.property(rows, fc.nat(40), (list, silent) => {
        const made = list.map((row, index) =>
          pair(index, { check: row.candidate }, { check: row.baseline }),
        );
        const more = pairs(silent, (index) =>
          pair(1_000 + index, { check: null }, { check: null }),
        );
        const [one, other] = [judgePairs(made), judgePairs([...made, ...more])];
        expect(other.verdict).toBe(one.verdict);
        expect(other.figures.comparison).toEqual(one.figures.comparison);
        expect(other.figures.notApplicable).toBe(silent);
        const { score, passRate, cases: judged } = one.figures.candidate;
        expect(other.figures.candidate).toMatchObject({ score, passRate, cases: judged });
      }),
    );
  });

  test("compares a pair by the evals that apply to both of its sides", () => {
    fc.assert(
      fc.property(someScores, someScores, (candidate, baseline) => {
        const common = (["first", "second", "third"] as const).filter(
          (name) => candidate[name] !== null && baseline[name] !== null,
        );
        const mean = (scores: Scores) =>
          common.reduce((sum, name) => sum + (scores[name] ?? Number.NaN), 0) / common.length;
        const { differences, notApplicable, oneSided } = collectPairs([
          pair(0, candidate, baseline),
        ]);
        expect(differences.length).toBe(common.length === 0 ? 0 : 1);
        if (common.length > 0) {
          expect(differences[0]).toBeCloseTo(mean(candidate) - mean(baseline), 12);
        }
        const names = (scores: Scores) =>
          Object.keys(scores).filter((name) => scores[name] !== null);
        const isSilent = [...names(candidate), ...names(baseline)].length === 0;
        expect(notApplicable.length).toBe(isSilent ? 1 : 0);
        const isSame = names(candidate).join() === names(baseline).join();
        expect(oneSided.length).toBe(isSame ? 0 : 1);
      }),
    );
  });

  test("swapping the sides flips the sign of every difference", () => {
    const rows = fc.array(fc.tuple(someScores, someScores), { maxLength: 30 });
    fc.assert(
      fc.property(rows, (list) => {
        const one = collectPairs(list.map(([left, right], index) => pair(index, left, right)));
        const other = collectPairs(list.map(([left, right], index) => pair(index, right, left)));
        // Minus zero is zero.
        expect(other.differences).toEqual(one.differences.map((difference) => 0 - difference));
        expect(other.oneSided.length).toBe(one.oneSided.length);
      }),
    );
  });
});

describe("the gate", () => {
  test("is inconclusive where an eval applies to no answer of the candidate, however good the rest", () => {
    const results = pairs(60, (index) =>
      pair(index, { check: 1, cites: null }, { check: 1, cites: null }),
    );
    const { verdict, reasons, figures } = judgePairs(results);
    expect(verdict).toBe("inconclusive");
    expect(reasons[0]).toBe(
      'Eval "cites" applies to no answer of the candidate, so what it checks was not tested. Add cases to which it applies, correct the eval, or remove it from the suite.',
    );
    expect(figures.candidate.evals).toEqual([
      { name: "check", mustPass: false, judged: 60, passed: 60, notApplicable: 0, score: 1 },
      { name: "cites", mustPass: false, judged: 0, passed: 0, notApplicable: 60, score: null },
    ]);
  });

  test("is inconclusive where no eval applies to any case", () => {
    const results = pairs(60, (index) => pair(index, { check: null }, { check: null }));
    const { verdict, figures } = judgePairs(results);
    expect(verdict).toBe("inconclusive");
    expect(figures).toMatchObject({
      comparison: null,
      floors: [],
      notApplicable: 60,
      candidate: { cases: 0, errored: 0, notApplicable: 60, passRate: null, score: null },
    });
  });

  test("passes with evals that apply to some cases, and tells how many it left out", () => {
    const results = pairs(100, (index) => {
      const scores = { check: index < 80 ? 1 : null };
      return pair(index, scores, scores);
    });
    const verdict = judgePairs(results);
    expect(verdict.verdict).toBe("pass");
    expect(verdict.figures.comparison?.n).toBe(80);
    expect(verdict.reasons.at(-1)).toBe(
      "20 of 100 cases are left out: no eval applies to their answers.",
    );
    const run = { ...head, total: 100, results };
    expect(toGateReport(run, verdict)).toMatchObject({
      not_applicable: 20,
      candidate: { cases: 80, not_applicable: 20, evals: [{ judged: 80, not_applicable: 20 }] },
    });
    expect(formatGate({ run, verdict })).toMatch(/evals not applicable │ +20 \(check\)/);
  });

  test("is inconclusive where an eval applies to one side of a single case only", () => {
    const results = pairs(60, (index) =>
      pair(index, { check: 1, cites: index < 1 ? null : 1 }, { check: 1, cites: 1 }),
    );
    const { verdict, reasons, figures } = judgePairs(results);
    expect(verdict).toBe("inconclusive");
    expect(reasons[0]).toBe(
      `On 1 case an eval applies to one version's answer only ("cites"): case-0000. That is an error of the eval: let it decide from the case, not from the answer, whether it applies, and raise its version.`,
    );
    expect(figures.oneSided).toBe(1);
  });

  test("takes no answer that an eval says nothing of for a zero", () => {
    const cut = scriptTrial(0, { outcome: "truncated", success: false });
    const results = pairs(60, (index) =>
      pair(index, index < 3 ? cut : { check: 1 }, { check: index < 3 ? null : 1 }),
    );
    const { verdict, figures } = judgePairs(results);
    expect(verdict).toBe("inconclusive");
    expect(figures).toMatchObject({ oneSided: 3, comparison: { n: 57, difference: 0 } });
    // Alone it is one all the same.
    expect(figures.candidate.score?.value).toBeCloseTo(57 / 60, 12);
  });

  test("still fails a candidate whose answers are cut, though an eval says nothing of the baseline's", () => {
    const cut = scriptTrial(0, {
      outcome: "truncated",
      success: false,
      judgements: ["check", "cites"].map((name) => {
        return { name, mustPass: false, passed: false, score: 0, reason: "Cut." };
      }),
    });
    const results = pairs(60, (index) => {
      const scores = { check: 1, cites: index % 2 === 0 ? null : 1 };
      return pair(index, index % 3 === 0 ? cut : scores, scores);
    });
    expect(judgePairs(results)).toMatchObject({ verdict: "fail", figures: { oneSided: 0 } });
  });
});

describe("a version alone", () => {
  test("is inconclusive where an eval applies to none of its answers", () => {
    const { verdict, report } = judgeOne(
      Array.from({ length: 10 }, () => scriptJudged({ check: 1, cites: null })),
    );
    expect(verdict).toMatchObject({
      verdict: "inconclusive",
      reasons: [expect.stringContaining('Eval "cites" applies to no answer of the version')],
    });
    expect(report.side.evals[1]).toMatchObject({ judged: 0, not_applicable: 10, score: null });
  });

  test("passes with what applies, and tells what was left out", () => {
    const trials = Array.from({ length: 10 }, (_, index) =>
      scriptJudged({ check: index < 6 ? 1 : null }),
    );
    const { verdict, report } = judgeOne(trials);
    expect(verdict.verdict).toBe("pass");
    expect(verdict.reasons.at(-1)).toBe(
      "4 of 10 cases are left out: no eval applies to their answers.",
    );
    expect(report).toMatchObject({ problems: [], side: { cases: 6, not_applicable: 4 } });
    expect(
      summariseSide(trials.map((trial) => ({ cluster: null, trials: [trial] }))),
    ).toMatchObject({
      passRate: { value: 1 },
    });
  });
});
