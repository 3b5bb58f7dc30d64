import { expect, test } from "vitest";
import { runEval } from "../../runner/run-eval.js";
import { say, suiteWith, tested } from "../fixtures/judged-run.js";
import { scriptJudge } from "../fixtures/scripted-judge.js";
import { createJudging } from "../run/create-judging.js";
import { claimsRubric } from "./claims-rubric.js";

const settings = {
  family: "claims_judge",
  version: 1,
  provider: "referee",
  model: "referee-1-20260401",
  task: "It describes a product for an online shop.",
} as const;

test("a rubric for claims asks for what is added and what is contradicted, of the case's context", async () => {
  const rubric = claimsRubric(settings);
  expect(rubric.parts.map(({ name }) => name)).toEqual(["nothing_added", "nothing_contradicted"]);
  // It calls what the input does not have added, and finds nothing contradicted.
  const scripted = scriptJudge(({ input, answer }) => ({
    nothing_added: input.includes("Lamp") && answer.startsWith("True") ? "pass" : "fail",
    nothing_contradicted: answer.includes("wrong") ? "fail" : "pass",
  }));
  const suite = suiteWith(rubric, { showGroundTruth: false });
  const run = async (word: string) => {
    const { results, judges } = await runEval({
      suite,
      run: say(word),
      judging: createJudging({ run: scripted.run, tested }),
    });
    return { score: results[0]?.trials[0]?.score, attacks: judges?.[0]?.attacks };
  };
  expect(await run("True")).toMatchObject({ score: 1, attacks: { succeeded: [], problem: null } });
  expect(await run("Other")).toMatchObject({ score: 0.5 });
  expect(scripted.asked.every(({ reference }) => reference === "")).toBe(true);
});

test("it is a version like any other: what decides is part of its hash", () => {
  const hash = claimsRubric(settings).hash;
  expect(claimsRubric(settings).hash).toBe(hash);
  expect(claimsRubric({ ...settings, task: "It answers a question." }).hash).not.toBe(hash);
  expect(claimsRubric({ ...settings, weakAnswer: "No." }).weakAnswer).toBe("No.");
  expect(() => claimsRubric({ ...settings, task: " " })).toThrow(/no text in its task/);
});
