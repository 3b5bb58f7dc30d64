import { type Dataset, ProviderError } from "@promptrail/core";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { randomRuns } from "../../../../tooling/test/run/random-runs.ts";
import { cases } from "../datasets/cases.js";
import { maxWords } from "../evals/count/max-words.js";
import { evaluateNotes } from "../fixtures/evaluate-notes.js";
import { scriptAnswer } from "../fixtures/scripted-run.js";
import { toPlainRun } from "../fixtures/to-plain-run.js";
import { CallLimit } from "../runner/bounds/call-limit.js";
import { CostLimit } from "../runner/bounds/cost-limit.js";
import { defineSuite } from "../suite/define-suite.js";
import type { EvaluateRequest } from "./evaluate.js";
import type { EvaluatedVersion, EvaluatePorts } from "./evaluate-ports.js";

const { notesOf, ask } = evaluateNotes();

const list60 = () =>
  Array.from({ length: 60 }, (_, index) => ({ id: `case-${index}`, context: { index } }));

test.each<[string, NonNullable<EvaluateRequest["select"]>, readonly string[]]>([
  ["cases by their names", { ids: ["case-3", "case-7"] }, ["case-3", "case-7"]],
  ["cases by a tag", { tags: ["odd"], limit: 2 }, ["case-1", "case-3"]],
  ["the first cases", { limit: 2 }, ["case-0", "case-1"]],
  ["cases whose id is found by a pattern", { filter: /^case-1[02]$/ }, ["case-10", "case-12"]],
  ["a sample", { sample: 2 }, ["case-36", "case-40"]],
])("%s give no verdict and no evidence", async (_title, select, ids) => {
  const found = await ask({ version: 2, select });
  expect(found).toMatchObject({
    evidenceId: null,
    verdict: {
      verdict: "inconclusive",
      reasons: [
        `Only ${ids.length} of 60 cases were run, and a part of the cases gives no verdict.`,
      ],
    },
    run: { missing: 60 - ids.length, selected: ids.length },
  });
  expect(found.run.results.map(({ id }) => id)).toEqual(ids);
  expect(notesOf.saved).toEqual([]);
});

test("a name that the dataset does not have is refused with what it has, before anybody is asked", async () => {
  await expect(ask({ select: { ids: ["cose-3"] } })).rejects.toMatchObject({
    code: "request_invalid",
    message: expect.stringMatching(
      /^Dataset "numbers" has no case "cose-3"\. Did you mean "case-\d+"\? It has: "case-0", .* and 55 more\. Nothing was run\.$/,
    ),
  });
  await expect(ask({ select: { tags: ["old"] } })).rejects.toThrow(
    'no case with the tag "old". Did you mean "odd"?',
  );
  expect(notesOf.calls).toEqual([]);
});

test.each(["auth", "quota"] as const)("a run ends at the first failure by %s", async (kind) => {
  const run = async () => {
    notesOf.calls.push("asked");
    throw new ProviderError({ kind, provider: "fake", reason: "Check the key." });
  };
  const found = await ask({ concurrency: 4 }, { run });
  expect(notesOf.calls).toHaveLength(4);
  expect(found).toMatchObject({
    run: { missing: 56, stop: { reason: "refused", kind } },
    verdict: { verdict: "inconclusive" },
  });
  expect(found.verdict.reasons[0]).toMatch(
    new RegExp(
      `^The run was stopped at the first failure \\(${kind}\\), since every other call would fail in the same way: 56 of 60 cases have no result\\. Provider "fake" failed`,
    ),
  );
});

test("a limit of calls ends a run before it would be passed, and counts no answer that is kept", async () => {
  await ask({ version: 2, select: { limit: 3 } });
  notesOf.calls = [];
  const callLimit = new CallLimit(9);
  const found = await ask({ version: 2, callLimit });
  expect(notesOf.calls).toHaveLength(8);
  expect(found.run).toMatchObject({ missing: 53, stop: { reason: "calls", limit: 9, asked: 8 } });
  expect(found.verdict.reasons[0]).toMatch(
    /^The run was stopped after 8 calls, since another case would exceed the limit of 9: 53 of 60/,
  );
});

test("a limit of calls that is below one case's is told to be raised, since no other run would go on either", async () => {
  const found = await ask({ version: 2, callLimit: new CallLimit(1) });
  expect(notesOf.calls).toEqual([]);
  expect(found.run.stop).toMatchObject({ reason: "calls", limit: 1, asked: 0, wanted: 2 });
  expect(found.verdict.reasons[0]).toMatch(
    /60 of 60 cases have no result\. One case asks for 2 answers, so every run with this limit would stop here: raise it to 2 or more\.$/,
  );
});

test.each([true, false])(
  "a run that is stopped while its dataset is read asks nobody (whose source gives nothing more: %s)",
  async (isStuck) => {
    const stop = new AbortController();
    const never = new Promise<never>(() => {});
    const dataset = cases("numbers", async function* () {
      yield* list60();
      stop.abort();
      yield isStuck ? await never : { id: "one-more", context: {} };
    });
    const suite = defineSuite({ family: "note", dataset, evals: [maxWords(3)] });
    const suites = new Map([["note", suite]]);
    await expect(ask({ version: 2, signal: stop.signal }, { suites })).rejects.toMatchObject({
      code: "run_ended",
      message: expect.stringMatching(/^The run was stopped while dataset "numbers" was read\./),
    });
    expect(notesOf.calls).toEqual([]);
    expect(notesOf.saved).toEqual([]);
  },
);

test("answers that a vendor's passing fault kept away are asked for once more, and no other", async () => {
  const failing = new Set(["case-3", "case-7", "case-9"]);
  const run: EvaluatePorts<EvaluatedVersion>["run"] = async ({ version }, { id }) => {
    notesOf.calls.push(`${version} ${id}`);
    // The first two come the second time, and one is refused for good.
    const isAgain = notesOf.calls.filter((call) => call === `${version} ${id}`).length > 1;
    if (version === 2 && failing.has(id) && !(isAgain && id !== "case-9")) {
      const kind = id === "case-9" ? "bad_request" : "overloaded";
      throw new ProviderError({ kind, provider: "fake", reason: "Busy." });
    }
    return scriptAnswer("one two");
  };
  const shown: number[] = [];
  const onProgress = ({ done, errored }: { done: number; errored: number }) =>
    shown.push(done - errored);
  const found = await ask({ version: 2, retryErrors: true, onProgress }, { run });
  expect(notesOf.calls).toHaveLength(122);
  expect(found.run.results.filter(({ id }) => failing.has(id)).map(({ id }) => id)).toHaveLength(3);
  expect(
    toPlainRun(found.run).cases.filter(({ candidate }) => candidate[0]?.error !== null),
  ).toEqual([expect.objectContaining({ id: "case-9" })]);
  expect(shown.at(-1)).toBe(59);
});

test("a dataset that changes while it runs gives no verdict, and its answers are kept", async () => {
  let reads = 0;
  const changing = cases("numbers", list60());
  const dataset: Dataset = {
    ...changing,
    read: async function* () {
      reads += 1;
      const isLater = reads > 1;
      for await (const each of changing.read()) {
        yield isLater && each.id === "case-59" ? { ...each, groundTruth: "other" } : each;
      }
    },
  };
  const suite = defineSuite({ family: "note", dataset, evals: [maxWords(3)] });
  const suites = new Map([[suite.family, suite]]);
  await expect(ask({ version: 2 }, { suites })).rejects.toMatchObject({
    code: "dataset_invalid",
    message: expect.stringMatching(/the dataset changed while the eval ran.*run the eval again/),
  });
  expect(notesOf.calls).toHaveLength(120);
  expect(notesOf.saved).toEqual([]);
  notesOf.calls = [];
  await ask({ version: 2 });
  expect(notesOf.calls).toEqual([]);
});

test("a sample is the same each time, and a part of every larger one", async () => {
  const draw = async (sample: number, select = {}) => {
    const found = await ask({ select: { sample, ...select } });
    return found.run.results.map(({ id }) => id);
  };
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 60 }),
      fc.integer({ min: 1, max: 60 }),
      async (left, right) => {
        const [small, large] = [
          await draw(Math.min(left, right)),
          await draw(Math.max(left, right)),
        ];
        expect(small).toHaveLength(Math.min(left, right));
        expect(new Set([...small, ...large]).size).toBe(large.length);
      },
    ),
    { numRuns: 20 },
  );
  expect(await draw(99)).toHaveLength(60);
  await expect(draw(9, { filter: /nothing/ })).rejects.toThrow(
    /No case of dataset "numbers" is left to run\. Nothing was run\. The filter searches ids only, such as "case-0": \/nothing\/ is found in no case's id/,
  );
});

describe("a limit of cost", () => {
  test("ends a run before it would be passed, whatever runs at once, and keeps what came", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 150 }),
        fc.integer({ min: 1, max: 9 }),
        async (answers, concurrency) => {
          notesOf.calls = [];
          // An answer costs a tenth of a cent, and a pair two of them.
          const costLimit = new CostLimit((answers + 0.5) / 1_000);
          const found = await ask({ version: 2, fresh: true, concurrency, costLimit });
          const pairs = Math.min(60, Math.max(1, Math.floor(answers / 2)));
          expect(notesOf.calls).toHaveLength(2 * pairs);
          const stop = { reason: "cost", limit: costLimit.limit };
          expect(found.run.stop).toEqual(
            pairs < 60 ? { ...stop, spent: expect.closeTo(pairs / 500) } : undefined,
          );
        },
      ),
      { numRuns: randomRuns({ usual: 20, long: 500 }) },
    );
  });

  test("is one for several runs, and does not count what earlier runs paid", async () => {
    const costLimit = new CostLimit(0.0605);
    await ask({ version: 2, costLimit });
    expect(notesOf.calls).toHaveLength(60);
    expect((await ask({ version: 2, costLimit })).run).toMatchObject({
      stop: { reason: "cost" },
      earlier: { candidate: { cases: 30 } },
    });
    expect(notesOf.calls).toHaveLength(60);
    await ask({ version: 2, costLimit: new CostLimit(1) });
    expect(notesOf.calls).toHaveLength(120);
  });

  test("ends a run whose vendor does not say what was used", async () => {
    const run = async () => scriptAnswer("one", { cost: null });
    const found = await ask({ concurrency: 4, costLimit: new CostLimit(1) }, { run });
    expect(found.run).toMatchObject({ missing: 59, stop: { reason: "unknown_cost", limit: 1 } });
  });

  test("below what the first case may cost is refused before anything is asked", async () => {
    const ports = { mostCostOf: async ({ version }: EvaluatedVersion) => version / 100 };
    const asked = (limit: number) => ask({ version: 2, costLimit: new CostLimit(limit) }, ports);
    await expect(asked(0.029)).rejects.toThrow("the first case may cost up to $0.03:");
    expect(notesOf.calls).toEqual([]);
    const { run } = await asked(0.031);
    expect(run).toMatchObject({ stop: { reason: "cost" } });
    // Once a case is answered, what it cost counts: another pair takes 0.002 dollars.
    expect(notesOf.calls).toHaveLength(30);
  });

  test("is refused for a model whose prices nobody knows", async () => {
    const isPriced = ({ version }: EvaluatedVersion) => version === 1;
    const asked = ask({ version: 2, costLimit: new CostLimit(1) }, { isPriced });
    await expect(asked).rejects.toThrow(/^What note_v2 costs cannot be told/);
    expect(notesOf.calls).toEqual([]);
  });
});
