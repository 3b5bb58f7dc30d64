import { expect, test } from "vitest";
import { cases } from "../datasets/cases.js";
import { scriptAnswer } from "../fixtures/scripted-run.js";
import { judgeAlone } from "../gate/alone/judge-alone.js";
import { scoreRubric } from "../judge/fixtures/rubrics.js";
import { settleVotes } from "../judge/run/settle-votes.js";
import { runEval } from "../runner/run-eval.js";
import { defineEval } from "../suite/define-eval.js";
import { defineSuite } from "../suite/define-suite.js";
import { toEvalReport } from "./json/to-eval-report.js";
import { formatRun } from "./terminal/format-run.js";

const list = Array.from({ length: 40 }, (_, at) => ({ id: `case-${at}`, context: { at } }));

/** Half of the cases are hard, and each third answer is bad; the eval says how far it is to be believed. */
async function report(repeats: number, variance?: number) {
  const check = defineEval({
    name: "graded",
    evaluate: ({ output }) => {
      return { passed: true, score: Number(output), reason: "", variance };
    },
  });
  const suite = defineSuite({
    family: "note",
    dataset: cases("numbers", list),
    evals: [check],
    repeats,
  });
  const run = await runEval({
    suite,
    run: async ({ id }, { repeat }) => {
      const isHard = Number(id.slice(5)) % 2 === 0;
      return scriptAnswer(String((isHard ? 0.2 : 0.6) + (repeat === 2 ? -0.2 : 0.1)));
    },
  });
  const verdict = judgeAlone(run, suite);
  return { side: toEvalReport(run, verdict).side, text: formatRun({ run, verdict }) };
}

test("a run with repeats tells how much its scores vary by case, by answer and by the judge", async () => {
  const { side, text } = await report(3, 0.01);
  // Within a case 0.1, 0.1, −0.2 around its mean; half of the cases are 0.4 better.
  const within = 0.03;
  const between = (0.2 ** 2 * 40) / 39;
  expect(side.variance?.samples).toBeCloseTo(within - 0.01, 10);
  expect(side.variance?.judge).toBeCloseTo(0.01, 10);
  expect(side.variance?.cases).toBeCloseTo(between - within / 3, 10);
  expect(text).toMatch(
    /varies between cases +│ +51 %.*… between answers +│ +33 %.*… between verdicts +│ +16 %/s,
  );
});

test("what was not measured is not told", async () => {
  const once = await report(1);
  expect(once.side).not.toHaveProperty("variance");
  expect(once.text).not.toContain("varies between");
  const repeated = await report(3);
  expect(repeated.side.variance).toMatchObject({ judge: null });
  expect(repeated.text).not.toContain("between verdicts");
});

test("a judge's votes on one answer say how far their mean may be believed", () => {
  const votes = ["good", "bad", "good", "good"].map((word) => {
    const words = new Map([["score", word]]);
    return { kind: "scored", order: "forward", words, reason: "" } as const;
  });
  const judge = { rubric: scoreRubric, passScore: 0.5 };
  // s² of 1, 0, 1, 1 is 0.25, of their mean a quarter of that.
  expect(settleVotes(judge, votes)?.variance).toBeCloseTo(0.0625, 12);
  expect(settleVotes(judge, votes.slice(0, 1))?.variance).toBeUndefined();
});
