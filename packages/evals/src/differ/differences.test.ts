import fc from "fast-check";
import { expect, test } from "vitest";
import { maxWords } from "../evals/count/max-words.js";
import { mustNotContain } from "../evals/text/terms.js";
import { scriptErroredTrial, scriptJudged } from "../fixtures/scripted-run.js";
import { defineJudge } from "../judge/definition/define-judge.js";
import { scoreRubric } from "../judge/fixtures/rubrics.js";
import { differenceReportSchema, toDifferenceReports } from "./difference-report.js";
import { findDifferences } from "./find-differences.js";
import { formatDifferences } from "./format-differences.js";

const judge = defineJudge({ name: "reads_well", rubric: scoreRubric });
const other = defineJudge({ name: "reads_true", rubric: scoreRubric });
const words = { ...maxWords(10), name: "words" };
const terms = { ...mustNotContain(["best"]), name: "terms" };

const said = (id: string, ...answers: readonly Record<string, number | null>[]) => ({
  id,
  trials: answers.map(scriptJudged),
});

test("lists what the judge passes and the eval fails, and the reverse, with the reason of the one that fails", () => {
  const cases = [
    said("agree", { words: 1, reads_well: 1 }),
    said("long", { words: 0, reads_well: 1 }),
    said("untrue", { words: 1, reads_well: 0.5 }),
    said("both", { words: 0, reads_well: 0 }),
  ];
  const [found] = findDifferences([words, judge], cases);
  expect(found).toMatchObject({ judge: "reads_well", eval: "words", judged: 4 });
  expect(found?.judgeOnly).toEqual([
    { id: "long", repeat: 0, reason: "Score 0.", otherwise: "Score 1." },
  ]);
  expect(found?.evalOnly.map(({ id, reason }) => [id, reason])).toEqual([["untrue", "Score 0.5."]]);
});

test("counts each answer to a case, and none that one of both did not judge", () => {
  const cases = [
    said("twice", { words: 1, reads_well: 1 }, { words: 1, reads_well: 0 }),
    said("silent", { words: null, reads_well: 0 }),
    { id: "errored", trials: [scriptErroredTrial("timeout")] },
  ];
  const [found] = findDifferences([words, judge], cases);
  expect(found).toMatchObject({ judged: 2, evalOnly: [{ id: "twice", repeat: 1 }] });
});

test("compares judges with all others, once a pair, and other evals with none", () => {
  const names = (evals: Parameters<typeof findDifferences>[0]) =>
    findDifferences(evals, []).map((each) => [each.judge, each.eval]);
  expect(names([words, terms])).toEqual([]);
  expect(names([words, judge, terms, other])).toEqual([
    ["reads_well", "words"],
    ["reads_well", "terms"],
    ["reads_well", "reads_true"],
    ["reads_true", "words"],
    ["reads_true", "terms"],
  ]);
});

test("every answer that both judged is in one place: agreed, or in one of the lists", () => {
  const score = fc.constantFrom(null, 0, 1);
  const cases = fc.array(fc.record({ words: score, reads_well: score }), { maxLength: 30 });
  fc.assert(
    fc.property(cases, (scores) => {
      const run = scores.map((each, at) => said(`case-${at}`, each));
      const [found] = findDifferences([judge, words], run);
      const both = scores.filter(({ words: one, reads_well: two }) => one !== null && two !== null);
      const agreed = both.filter(({ words: one, reads_well: two }) => one === two);
      const listed = [...(found?.judgeOnly ?? []), ...(found?.evalOnly ?? [])];
      expect(found?.judged).toBe(both.length);
      expect(agreed.length + listed.length).toBe(both.length);
      const report = toDifferenceReports("candidate", found === undefined ? [] : [found]);
      expect(report.map((each) => differenceReportSchema.parse(each))).toEqual(report);
    }),
  );
});

test("prints counts in both directions, the first answers with their reasons, and how many more there are", () => {
  const cases = ["a", "b", "c", "d"].map((id) => said(id, { words: 0, reads_well: 1 }));
  const differences = findDifferences(
    [words, judge],
    [...cases, said("e", { words: 1, reads_well: 0 })],
  );
  const lines = formatDifferences({ sides: [{ title: "note_v2", differences }], most: 2 });
  expect(lines.join("\n")).toBe(
    [
      "Judge reads_well and words differ on 5 of 5 answers of note_v2",
      "  reads_well passes, words fails: 4",
      "    ≠ a",
      "        Score 0.",
      "    ≠ b",
      "        Score 0.",
      "    … and 2 more: --json has them",
      "  words passes, reads_well fails: 1",
      "    ≠ e",
      "        Score 0.",
    ].join("\n"),
  );
  expect(formatDifferences({ sides: [{ title: "note_v2", differences: [] }] })).toEqual([]);
});

test("evals that differ from a judge on the same answers are told once", () => {
  const other = { ...words, name: "tone" };
  const third = { ...words, name: "length" };
  const cases = ["a", "b"].map((id, at) =>
    said(id, { words: 0, tone: 0, length: at, reads_well: 1 }),
  );
  const differences = findDifferences([words, other, third, judge], cases);
  const heads = (most: number) =>
    formatDifferences({ sides: [{ title: "note_v2", differences }], most });
  expect(heads(0)).toEqual([
    "Judge reads_well and each of words, tone differ on 2 of 2 answers of note_v2",
    "  reads_well passes, each of the 2 fails: 2",
    "    … and 2 more: --json has them",
    "Judge reads_well and length differ on 1 of 2 answers of note_v2",
    "  reads_well passes, length fails: 1",
    "    … and 1 more: --json has them",
  ]);
});
