import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { cases } from "../datasets/cases.js";
import { defineJudge } from "../judge/definition/define-judge.js";
import { scoreRubric } from "../judge/fixtures/rubrics.js";
import { runEval } from "../runner/run-eval.js";
import { defineEval } from "../suite/define-eval.js";
import { defineSuite } from "../suite/define-suite.js";
import { tryEval } from "../suite/try-eval.js";
import { not } from "./not.js";
import { contains } from "./text/contains.js";

const says = (result: unknown) =>
  // What an eval returns is checked at run time, too.
  defineEval({ name: "says", evaluate: () => JSON.parse(JSON.stringify(result)) });

test("turns passed, score and reason round, for every result", async () => {
  const result = fc.record({
    passed: fc.boolean(),
    score: fc.double({ min: 0, max: 1, noNaN: true }),
    reason: fc.string(),
  });
  await fc.assert(
    fc.asyncProperty(result, async (said) => {
      const turned = await tryEval(not(says(said)), { output: "" });
      expect(turned?.passed).toBe(!said.passed);
      expect(turned?.score).toBe(1 - JSON.parse(JSON.stringify(said.score)));
      expect(turned?.reason).toContain(said.reason);
      const twice = await tryEval(not(not(says(said))), { output: "" });
      expect(twice?.passed).toBe(said.passed);
      expect(twice?.score).toBeCloseTo(said.score, 12);
    }),
  );
});

test("says in words what holds and what does not", async () => {
  const check = not(contains("wool"));
  expect(check.name).toBe("not(contains(wool))");
  expect(await tryEval(check, { output: "a wool hat" })).toEqual({
    passed: false,
    score: 0,
    reason: "Must not hold, but does: All required phrases were found.",
  });
  expect(await tryEval(check, { output: "a hat" })).toEqual({
    passed: true,
    score: 1,
    reason: "Does not hold, as wanted: Missing: wool.",
  });
});

test("keeps what does not apply, what throws, and what is no result", async () => {
  expect(await tryEval(not(says(null)), { output: "" })).toBeNull();
  const throws = defineEval({
    name: "throws",
    evaluate: () => {
      throw new Error("no such thing");
    },
  });
  await expect(tryEval(not(throws), { output: "" })).rejects.toThrow("no such thing");
  const textual = says({ passed: false, score: "0.2", reason: "" });
  await expect(tryEval(not(textual), { output: "" })).rejects.toThrow(/"says" returned/);
});

test("keeps all else that an eval is", () => {
  const settings = { mustPass: true, weight: 3, timeoutMs: 50, version: 4 };
  const check = defineEval({
    name: "a",
    needsGroundTruth: false,
    ...settings,
    evaluate: () => null,
  });
  expect(not(check)).toMatchObject({ name: "not(a)", needsGroundTruth: false, ...settings });
  expect(not(contains("x", settings), { name: "b" })).toMatchObject({ name: "b", ...settings });
});

describe("the suite hash", () => {
  const hashOf = (check: ReturnType<typeof contains>) =>
    defineSuite({ family: "f", dataset: cases("d", []), evals: [check] }).suiteHash;

  test("differs from that of what is negated, and moves with it under a name of one's own", () => {
    const named = { name: "no_x" };
    const hashes = [
      hashOf(contains("x")),
      hashOf(not(contains("x"))),
      hashOf(not(not(contains("x")))),
      hashOf(not(contains("x"), named)),
      hashOf(not(contains("y"), named)),
      hashOf(not(contains("x", { version: 2 }), named)),
      hashOf(not(contains("x", { name: "inner" }), named)),
      hashOf(not(contains("y", { name: "inner" }), named)),
    ];
    expect(new Set(hashes).size).toBe(hashes.length);
  });
});

test("refuses a judge, and a setting that does not exist", () => {
  const judge = defineJudge({ name: "reads_well", rubric: scoreRubric });
  expect(() => not(judge)).toThrow(/cannot negate the judge "reads_well"/);
  expect(() => not(contains("x"), JSON.parse('{"nme":"a"}'))).toThrow(/Did you mean "name"/);
});

test("judges in a run as any other eval", async () => {
  const suite = defineSuite({
    family: "f",
    dataset: cases("d", [{ id: "a", context: {} }]),
    evals: [not(contains("wool", { mustPass: true }))],
  });
  const run = await runEval({
    suite,
    run: async () => ({
      success: true,
      outcome: "ok",
      text: "a wool hat",
      data: null,
      toolCalls: [],
      usage: { input: 1, output: 1, cacheRead: null, cacheWrite: null, reasoning: null },
      cost: 0,
      durationMs: 1,
    }),
  });
  expect(run.results[0]?.trials[0]?.judgements).toMatchObject([
    { name: "not(contains(wool))", mustPass: true, passed: false, score: 0 },
  ]);
});
