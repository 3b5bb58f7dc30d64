import type { EvalSubject } from "@promptrail/core";
import { noUsage } from "@promptrail/core/provider-kit";
import fc from "fast-check";
import { expect, test } from "vitest";
import { cases } from "../datasets/cases.js";
import { fail, pass } from "../evals/eval-verdicts.js";
import { scriptAnswer } from "../fixtures/scripted-run.js";
import { defineEval } from "../suite/define-eval.js";
import { defineSuite } from "../suite/define-suite.js";
import { packRequests, unpackRequests } from "../worker/packed-requests.js";
import { CostLimit } from "./bounds/cost-limit.js";
import { freezeCopy } from "./evaluator/freeze-copy.js";
import { runEval } from "./run-eval.js";

const rows = [{ id: "a", context: { name: "Ada" }, groundTruth: { list: [3, 1, 2] } }];
const reverses = defineEval({
  name: "reverses",
  evaluate: ({ groundTruth }) => {
    (groundTruth as { list: number[] }).list.reverse();
    return pass();
  },
});
const reads = defineEval({
  name: "reads",
  evaluate: ({ groundTruth }) => {
    const text = JSON.stringify(groundTruth);
    return text === '{"list":[3,1,2]}' ? pass() : fail(text);
  },
});

test("an eval that changes the ground truth is an error, and changes nothing for the next one", async () => {
  const suite = defineSuite({
    family: "f",
    dataset: cases("rows", rows),
    evals: [reverses, reads],
  });
  const { results } = await runEval({ suite, run: async () => scriptAnswer("x") });
  const [trial] = results[0]?.trials ?? [];
  expect(trial?.judgements).toMatchObject([{ name: "reads", passed: true }]);
  expect(trial?.error?.message).toMatch(
    /^Eval "reverses" threw: Cannot assign to read only property '0' .*copy it first, as `\[\.\.\.list\]\.sort\(\)` does\.$/,
  );
  expect(rows[0]?.groundTruth.list).toEqual([3, 1, 2]);
});

/** All that is reached from a value. */
function* reach(value: unknown): Generator<object> {
  if (typeof value !== "object" || value === null) return;
  yield value;
  for (const each of Object.values(value)) yield* reach(each);
}

test("what a thread's evals are given is the same, and none of it can be changed", () => {
  const check = (value: unknown) => {
    const subject: EvalSubject = {
      output: "x",
      data: null,
      toolCalls: [],
      usage: noUsage,
      cost: null,
      durationMs: 1,
      outcome: "ok",
      groundTruth: value,
      context: value,
    };
    const request = {
      family: "f",
      suiteHash: "h",
      case: { id: "a", tags: ["t"], cluster: null },
      subject,
    };
    const sent = ["one", "two"].map((evalName) => ({ ...request, evalName }));
    const [first, second] = unpackRequests(packRequests(sent));
    expect(first?.subject).toStrictEqual(freezeCopy(subject));
    expect(first?.subject.context).toEqual(value);
    expect(second?.subject).toBe(first?.subject);
    expect([...reach(first?.subject)].every((each) => Object.isFrozen(each))).toBe(true);
  };
  fc.assert(fc.property(fc.jsonValue(), check));
  check(JSON.parse('{"__proto__":{"a":[1]}}'));
});

test("a case whose eval had no money left has no result, and is none that the eval failed", async () => {
  const asks = defineEval({
    name: "asks",
    embeds: { provider: "fake", model: "m" },
    evaluate: async (_subject, { embed }) => {
      await embed(["one"]);
      await embed(["two"]);
      return pass();
    },
  });
  const suite = defineSuite({ family: "f", dataset: cases("rows", rows), evals: [asks] });
  const aids = {
    run: () => Promise.reject(new TypeError("It was not scripted.")),
    embed: async () => ({ vectors: [[1]], cost: 0.6 }),
  };
  const run = async () => scriptAnswer("x", { cost: 0.1 });
  const cut = await runEval({ suite, run, aids, costLimit: new CostLimit(0.5) });
  expect(cut).toMatchObject({ results: [], missing: 1, stop: { reason: "cost", limit: 0.5 } });
  const whole = await runEval({ suite, run, aids, costLimit: new CostLimit(2) });
  expect(whole).toMatchObject({ missing: 0, results: [{ trials: [{ passed: true }] }] });
});
