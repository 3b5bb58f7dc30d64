import { stripVTControlCharacters } from "node:util";
import { expect, test } from "vitest";
import { cases } from "../../datasets/cases.js";
import { maxWords } from "../../evals/count/max-words.js";
import { scriptAnswer } from "../../fixtures/scripted-run.js";
import { judgeAlone } from "../../gate/alone/judge-alone.js";
import { judge } from "../../gate/judge.js";
import { runEval } from "../../runner/run-eval.js";
import { runPairedEval } from "../../runner/run-paired-eval.js";
import { defineSuite } from "../../suite/define-suite.js";
import { formatWordDiff } from "../answers/format-word-diff.js";
import { formatGate } from "./format-gate.js";
import { formatRun } from "./format-run.js";

const suite = defineSuite({
  family: "product_description",
  dataset: cases(
    "hats",
    Array.from({ length: 40 }, (_, at) => ({
      id: `hat-${at}`,
      context: {},
      tags: [`size ${at % 10}`, at < 20 ? "german\u001b[31m" : "long"],
    })),
  ),
  evals: [maxWords(6)],
  gate: { protectedSlices: ["long"] },
});
const calm = "You get a hat of wool.";
const loud = "You get the best\u001b[2J hat of wool there is.";
const answer =
  (text: (at: number) => string) =>
  async ({ id }: { id: string }) =>
    scriptAnswer(text(Number(id.slice(4))));

test("a comparison shows slices, the protected one first, and the worst cases with what changed", async () => {
  const run = await runPairedEval({
    suite,
    candidate: answer((at) => (at % 10 === 0 || at === 7 ? loud : calm)),
    baseline: answer((at) => (at === 7 ? "You get a hat that is too long." : calm)),
  });
  const text = formatGate({ run, verdict: judge(run, suite), maxCases: 5 });
  expect(text).toBe(stripVTControlCharacters(text));
  expect(Math.max(...text.split("\n").map((line) => line.length))).toBeLessThanOrEqual(100);
  const rows = text.split("\n").filter((line) => /│ (long|size|german)/.test(line));
  expect(rows.map((row) => row.split("│").map((cell) => cell.trim()))).toMatchObject([
    ["", "long", "20", expect.stringMatching(/^-10\.0 \[/), "no harm shown (gate)", ""],
    ["", "size 0", "4", expect.stringMatching(/^-100\.0 \[/), "–", ""],
    ["", "german [31m", "20", expect.stringMatching(/^-10\.0 \[/), "–", ""],
    ...Array(5).fill([
      "",
      expect.stringMatching(/^size/),
      "4",
      expect.stringMatching(/^0\.0 \[/),
      "–",
      "",
    ]),
  ]);
  expect(text).toContain("… and 4 more slices: --html has them");
  const ids = [...text.matchAll(/✗ (hat-\d+)/g)].map(([, id]) => id);
  // What the baseline did not pass either comes last.
  expect(ids).toEqual(["hat-0", "hat-10", "hat-20", "hat-30", "hat-7"]);
  expect(text).toContain("changed: You get [-a -]{+the best [2J +}hat of wool{+ there is+}.");
});

test("a run of one version shows the pass rate of its slices", async () => {
  const run = await runEval({ suite, run: answer((at) => (at === 3 ? loud : calm)) });
  const text = formatRun({ run, verdict: judgeAlone(run, suite) });
  expect(text).toMatch(/│ long +│ +20 │ 100\.0 % \[/);
  expect(text).toMatch(/✗ hat-3\n +max_words\(6\): 10 words/);
});

test("what is far from a change is left out of its line", () => {
  const words = "one two three four five six seven eight nine ten";
  expect(formatWordDiff(`${words} red ${words}`, `${words} blue ${words}`)).toBe(
    "… seven eight nine ten [-red-]{+blue+} one two three four …",
  );
  expect(formatWordDiff("a b", "a b c")).toBe("a b{+ c+}");
});
