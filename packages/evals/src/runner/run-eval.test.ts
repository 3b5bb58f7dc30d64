import { type EvalResult, PromptrailError, ProviderError } from "@promptrail/core";
import { outcomes } from "@promptrail/core/portable";
import { noUsage } from "@promptrail/core/provider-kit";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { keepAnswers } from "../answers/keep-answers.js";
import { cases } from "../datasets/cases.js";
import { maxWords } from "../evals/count/max-words.js";
import { pass } from "../evals/eval-verdicts.js";
import { createMemoryBook } from "../fixtures/memory-book.js";
import { scriptAnswer } from "../fixtures/scripted-run.js";
import { toPlainRun } from "../fixtures/to-plain-run.js";
import { defineEval } from "../suite/define-eval.js";
import { type DefinedSuite, defineSuite } from "../suite/define-suite.js";
import { isErrored, readScore } from "./case-result.js";
import type { Progress } from "./collect/track-progress.js";
import { runEval } from "./run-eval.js";

function suiteOf(size: number, changes: Partial<DefinedSuite> = {}) {
  const list = Array.from({ length: size }, (_, index) => ({
    id: `case-${index}`,
    context: { index },
  }));
  return defineSuite({
    family: "product_description",
    dataset: cases("numbers", list),
    evals: [maxWords(3)],
    ...changes,
  });
}

/** What an eval without types may return: a judge model's JSON, passed on as it came. */
function foreign(returned: unknown): () => EvalResult {
  return () => returned as EvalResult;
}

/** Waits a turn or several of the event loop, so that runs overlap in an order of their own. */
async function pause(turns: number): Promise<void> {
  for (let turn = 0; turn < turns; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}

test("judges every case and counts what it used", async () => {
  const seen: Progress[] = [];
  const run = await runEval({
    suite: suiteOf(5),
    run: async ({ id }) => scriptAnswer(id === "case-2" ? "one two three four" : "one two"),
    onProgress: (progress) => seen.push(progress),
  });
  expect(run).toMatchObject({ total: 5, missing: 0, family: "product_description" });
  expect(run.results.map(({ id, trials }) => [id, readScore(trials)])).toEqual([
    ["case-0", 1],
    ["case-1", 1],
    ["case-2", 0],
    ["case-3", 1],
    ["case-4", 1],
  ]);
  expect(seen.map(({ done }) => done)).toEqual([1, 2, 3, 4, 5]);
  expect(seen.at(-1)).toMatchObject({ total: 5, passed: 4, failed: 1, errored: 0, etaMs: 0 });
  expect(seen.at(-1)?.cost).toBeCloseTo(0.005, 12);
});

test("what a run gives as no number is unknown: never zero, and in no sum", async () => {
  const given: object = { cost: "0.5", usage: { input: "100", output: Number.NaN } };
  const seen: Progress[] = [];
  const { results } = await runEval({
    suite: suiteOf(2, { concurrency: 1 }),
    run: async ({ id }) => Object.assign(scriptAnswer("one"), id === "case-1" ? given : {}),
    onProgress: (progress) => seen.push(progress),
  });
  expect(results[1]?.trials[0]).toMatchObject({ cost: null, usage: noUsage });
  expect(seen.at(-1)).toMatchObject({ cost: null, costAtLeast: 0.001 });
});

test("never runs more calls at once than the concurrency, nor reads cases ahead of them", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 7 }),
      fc.array(fc.nat(3), { minLength: 1, maxLength: 25 }),
      async (concurrency, turns) => {
        const inner = suiteOf(turns.length);
        let [reading, running, most, begun, ahead] = [0, 0, 0, 0, 0];
        let pulled = 0;
        async function* read() {
          reading += 1;
          for await (const testCase of inner.dataset.read()) {
            // The first pass is the survey, which keeps no cases.
            if (reading === 2) pulled += 1;
            ahead = Math.max(ahead, pulled - begun - 1);
            yield testCase;
          }
        }
        await runEval({
          suite: { ...inner, dataset: { name: "counted", read } },
          concurrency,
          run: async () => {
            begun += 1;
            running += 1;
            most = Math.max(most, running);
            await pause(turns[begun - 1] ?? 0);
            running -= 1;
            return scriptAnswer("one");
          },
        });
        expect(begun).toBe(turns.length);
        expect(most).toBeLessThanOrEqual(concurrency);
        expect(ahead).toBeLessThanOrEqual(0);
      },
    ),
    { numRuns: 40 },
  );
});

test("a stopped run, resumed, gives what one run gives, and asks for no case twice", async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 5 }), fc.nat(12), async (concurrency, stopAfter) => {
      const suite = suiteOf(12, { repeats: 2, concurrency });
      const calls: string[] = [];
      const ask = async ({ id }: { id: string }) => {
        calls.push(id);
        await pause(1);
        return scriptAnswer(id.endsWith("3") ? "one two three four" : "one");
      };
      const whole = await runEval({ suite, run: ask });
      calls.length = 0;
      const stop = new AbortController();
      const book = createMemoryBook();
      if (stopAfter === 0) stop.abort();
      const first = await runEval({
        suite,
        run: keepAnswers(ask, book),
        signal: stop.signal,
        onProgress: () => {
          if (calls.length >= stopAfter) stop.abort();
        },
      });
      expect(first.missing).toBe(12 - first.results.length);
      expect(calls.length).toBe(first.results.length * 2);
      const second = await runEval({ suite, run: keepAnswers(ask, book) });
      expect(toPlainRun(second)).toEqual(toPlainRun(whole));
      expect(second.earlier?.candidate?.cases ?? 0).toBe(first.results.length);
      expect(calls.length).toBe(24);
    }),
    { numRuns: 30 },
  );
});

test("an abandoned case is missing, not errored", async () => {
  const abandon = new AbortController();
  const run = await runEval({
    suite: suiteOf(4, { concurrency: 2 }),
    abandon: abandon.signal,
    run: async ({ id }, { signal }) => {
      if (id === "case-1") abandon.abort();
      await pause(1);
      signal.throwIfAborted();
      return scriptAnswer("one");
    },
  });
  expect(run).toMatchObject({ total: 4, missing: 4, results: [] });
});

test("a bad row is found before the first call", async () => {
  let calls = 0;
  const run = async () => {
    calls += 1;
    return scriptAnswer("one");
  };
  const dataset = cases("twice", [
    { id: "a", context: {} },
    { id: "a", context: {} },
  ]);
  await expect(runEval({ suite: suiteOf(1, { dataset }), run })).rejects.toMatchObject({
    code: "dataset_invalid",
  });
  expect(calls).toBe(0);
});

describe("records", () => {
  test.each(outcomes.filter((outcome) => outcome !== "ok" && outcome !== "tool_use"))(
    "an answer that ended as %s as score 0, whatever its text",
    async (outcome) => {
      const { results } = await runEval({
        suite: suiteOf(1),
        run: async () => scriptAnswer("one", { outcome, success: false }),
      });
      const [trial] = results[0]?.trials ?? [];
      expect(trial).toMatchObject({ passed: false, score: 0, error: null, outcome });
      expect(trial?.judgements[0]?.reason).toContain(outcome);
    },
  );

  test.each([
    [
      "a provider's error",
      new ProviderError({ kind: "rate_limited", provider: "claude", reason: "slow" }),
      { kind: "rate_limited", retryable: true },
    ],
    [
      "an error of ours",
      new PromptrailError("context_invalid", "no"),
      { kind: "context_invalid", retryable: false },
    ],
    ["a foreign error", new TypeError("oops"), { kind: "unexpected", retryable: false }],
  ])("%s as an error of the case", async (_title, error, expected) => {
    const { results } = await runEval({ suite: suiteOf(1), run: () => Promise.reject(error) });
    expect(results[0]?.trials[0]).toMatchObject({
      score: null,
      passed: false,
      outcome: null,
      cost: null,
      usage: noUsage,
      error: { source: "run", ...expected },
    });
  });

  test.each([
    [
      "throws",
      () => {
        throw new Error("broken");
      },
    ],
    ["rejects", () => Promise.reject(new Error("broken"))],
    ["returns NaN", () => ({ passed: true, score: Number.NaN, reason: "" })],
    ["returns a score above 1", () => ({ passed: true, score: 1.1, reason: "" })],
    ["returns a score below 0", () => ({ passed: false, score: -0.1, reason: "" })],
    ["returns its score as text", foreign({ passed: true, score: "0.5", reason: "" })],
    ["returns a blank score", foreign({ passed: true, score: " ", reason: "" })],
    ["returns no score", foreign({ passed: true, score: null, reason: "" })],
    ["returns a list of scores", foreign({ passed: true, score: [0.2], reason: "" })],
    ["returns true as its score", foreign({ passed: true, score: true, reason: "" })],
    ["returns text for passed", foreign({ passed: "false", score: 1, reason: "" })],
    ["returns a number alone", foreign(1)],
    ["returns nothing", foreign(undefined)],
  ])("an eval that %s as an error, neither 0 nor 1", async (_title, evaluate) => {
    const broken = defineEval({ name: "broken", evaluate });
    const fine = defineEval({ name: "fine", evaluate: () => pass() });
    const { results } = await runEval({
      suite: suiteOf(1, { evals: [fine, broken] }),
      run: async () => scriptAnswer("one"),
    });
    const trials = results[0]?.trials ?? [];
    expect(trials[0]).toMatchObject({
      score: null,
      passed: false,
      error: { source: "eval", kind: "broken" },
    });
    expect(isErrored(trials)).toBe(true);
  });
});

test("an error of an eval shows what it returned", async () => {
  const judge = defineEval({
    name: "judge",
    evaluate: foreign({ passed: true, score: "0.5", reason: "r" }),
  });
  const { results } = await runEval({
    suite: suiteOf(1, { evals: [judge] }),
    run: async () => scriptAnswer("one"),
  });
  expect(results[0]?.trials[0]?.error?.message).toBe(
    "Eval \"judge\" returned { passed: true, score: '0.5', reason: 'r' }. Return { passed: true or false, score: a number from 0 to 1, reason }.",
  );
});

test("cases with an error run again when the run is resumed", async () => {
  const suite = suiteOf(3);
  const book = createMemoryBook();
  const run = keepAnswers(() => Promise.reject(new Error("down")), book);
  const failing = await runEval({ suite, run });
  expect(failing.results.every(({ trials }) => isErrored(trials))).toBe(true);
  const { results, earlier } = await runEval({
    suite,
    run: keepAnswers(async () => scriptAnswer("one"), book),
  });
  expect(results.some(({ trials }) => isErrored(trials))).toBe(false);
  expect(earlier).toBeUndefined();
});

test("a progress listener that throws does not break the run", async () => {
  const run = await runEval({
    suite: suiteOf(2),
    run: async () => scriptAnswer("one"),
    onProgress: () => {
      throw new Error("no terminal");
    },
  });
  expect(run.results).toHaveLength(2);
});
