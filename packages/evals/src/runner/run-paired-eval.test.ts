import { expect, test } from "vitest";
import { cases } from "../datasets/cases.js";
import { maxWords } from "../evals/count/max-words.js";
import { scriptAnswer } from "../fixtures/scripted-run.js";
import { defineSuite } from "../suite/define-suite.js";
import { readScore } from "./case-result.js";
import { runPairedEval } from "./run-paired-eval.js";

const suite = defineSuite({
  family: "product_description",
  dataset: cases(
    "numbers",
    Array.from({ length: 40 }, (_, index) => ({ id: `case-${index}`, context: {} })),
  ),
  evals: [maxWords(2)],
  repeats: 2,
  concurrency: 1,
});

test("runs both versions on each case one after the other, each first about half the time", async () => {
  const calls: string[] = [];
  const note =
    (side: string, text: string) =>
    async ({ id }: { id: string }) => {
      calls.push(`${id} ${side}`);
      return scriptAnswer(text);
    };
  const run = await runPairedEval({
    suite,
    candidate: note("candidate", "one two three"),
    baseline: note("baseline", "one"),
  });
  expect(run.results.every(({ candidate }) => readScore(candidate) === 0)).toBe(true);
  expect(run.results.every(({ baseline }) => readScore(baseline) === 1)).toBe(true);
  expect(calls).toHaveLength(160);
  const pairs = Array.from({ length: 80 }, (_, index) => calls.slice(2 * index, 2 * index + 2));
  for (const [one = "", other = ""] of pairs) {
    expect(one.split(" ")[0]).toBe(other.split(" ")[0]);
    expect(one).not.toBe(other);
  }
  const first = pairs.filter(([one]) => one?.endsWith("candidate")).length;
  expect(first).toBe(40);
});
