import { expect, test } from "vitest";
import { cases } from "../../datasets/cases.js";
import { scriptAnswer } from "../../fixtures/scripted-run.js";
import { defineEval } from "../../suite/define-eval.js";
import { defineSuite } from "../../suite/define-suite.js";
import { runEval } from "../run-eval.js";

test("what an eval says of an answer is bounded, whether it judges or breaks", async () => {
  const reason = "🙂".repeat(1_000_000);
  const evals = [
    defineEval({ name: "wordy", evaluate: () => ({ passed: false, score: 0, reason }) }),
    defineEval({
      name: "breaks",
      evaluate: () => {
        throw new Error(reason);
      },
    }),
  ];
  const dataset = cases("one", [{ id: "case-0", context: {} }]);
  const suite = defineSuite({ family: "note", dataset, evals });
  const run = await runEval({ suite, run: async () => scriptAnswer("a") });
  const [trial] = run.results[0]?.trials ?? [];
  const texts = [trial?.judgements[0]?.reason ?? "", trial?.error?.message ?? ""];
  for (const text of texts) {
    expect(text).toMatch(/🙂…$/u);
    expect(text.length).toBeLessThanOrEqual(4_001);
    expect(text.isWellFormed()).toBe(true);
  }
});
