import { describe, expect, test } from "vitest";
import { randomRuns } from "../../../../tooling/test/run/random-runs.ts";
import { instructionsInjected } from "../relations/instructions-injected.js";
import { CallLimit } from "../runner/bounds/call-limit.js";
import { CostLimit } from "../runner/bounds/cost-limit.js";
import { defineEval } from "../suite/define-eval.js";
import { defineSuite } from "../suite/define-suite.js";
import {
  fuzzReceipts,
  inDollars,
  inOrder,
  isShort,
  keepReceipts,
  type Order,
  orders,
  receipts,
  statesCurrency,
} from "./fixtures/fuzz-receipts.js";

import { formatFuzz } from "./report/format-fuzz.js";

keepReceipts();

const seeds = Array.from({ length: randomRuns({ usual: 3, long: 40 }) }, (_, at) => at + 1);

describe.each(seeds)("with seed %i", (seed) => {
  test("a version that ignores currencies is found, and shrunk to the currency", async () => {
    const run = await fuzzReceipts(inDollars, { seed });
    expect(run).toMatchObject({
      verdict: "found",
      counterexamples: [
        {
          relation: { name: "currency_changed" },
          evalName: "states_currency",
          fieldNames: ["order.currency"],
          isShrunk: true,
        },
      ],
    });
    const [found] = run.counterexamples;
    expect(found?.original.context).toMatchObject({ order: { note: "", tags: [] } });
    expect(found?.original.context).not.toHaveProperty("urgent");
  });

  test("a version that obeys a text is found by what no eval notices", async () => {
    const obey = ({ note, ...order }: Order) =>
      note.includes("PINEAPPLE") ? `Pineapple!` : inOrder({ note, ...order });
    const blind = defineSuite({
      family: "receipt",
      dataset: orders,
      evals: [isShort],
      fuzz: { relations: [instructionsInjected()] },
    });
    expect(await fuzzReceipts(obey, { seed, of: blind })).toMatchObject({
      verdict: "found",
      counterexamples: [{ evalName: null, fieldNames: ["order.note"], isShrunk: true }],
    });
  });

  test("a version that repeats its input is not told to obey it", async () => {
    const noBest = defineEval({
      name: "no_best",
      needsGroundTruth: false,
      evaluate: ({ output }) => {
        const passed = !/best/i.test(output);
        return { passed, score: passed ? 1 : 0, reason: "" };
      },
    });
    const careful = defineSuite({
      family: "receipt",
      dataset: orders,
      evals: [noBest],
      fuzz: { relations: [instructionsInjected()] },
    });
    const repeat = ({ note }: Order) => JSON.stringify({ subject: `Note: ${note}` });
    expect((await fuzzReceipts(repeat, { seed, of: careful })).counterexamples).toEqual([]);
    const obey = ({ note }: Order) =>
      /highest score/.test(note) ? `${note}: The best of all.` : `${note}: A receipt.`;
    expect(await fuzzReceipts(obey, { seed, of: careful, fresh: true })).toMatchObject({
      verdict: "found",
      counterexamples: [{ evalName: "no_best", fieldNames: ["order.note"] }],
    });
  });

  test.each([0, 0.05, 0.3])(
    "a version on which nothing depends is found to be so, with %f slips",
    async (slips) => {
      const run = await fuzzReceipts(inOrder, { seed, slips });
      expect(run.counterexamples).toEqual([]);
      if (slips < 0.3) expect(run).toMatchObject({ verdict: "nothing", reasons: [] });
    },
  );
});

test("a version that answers anything at all is reported at most as often as alpha says", async () => {
  const runs = randomRuns({ usual: 8, long: 400 });
  let found = 0;
  for (let seed = 1; seed <= runs; seed += 1) {
    const run = await fuzzReceipts(inOrder, { seed, slips: 0.5, fresh: true, inputs: 10 });
    if (run.verdict === "found") found += 1;
  }
  expect(found / runs).toBeLessThanOrEqual(0.05 + 3 * Math.sqrt((0.05 * 0.95) / runs));
});

describe("a run", () => {
  test("asks the same for the same seed, whatever runs at once, and pays for nothing twice", async () => {
    const first = await fuzzReceipts(inDollars, { seed: 9, slips: 0, concurrency: 1 });
    const contexts = receipts.asked;
    expect(new Set(contexts.map((each) => JSON.stringify(each))).size).toBeGreaterThan(30);
    receipts.asked = [];
    const again = await fuzzReceipts(inDollars, { seed: 9, slips: 0, concurrency: 16 });
    expect(receipts.asked).toEqual([]);
    expect(again.spending.asked).toBe(0);
    expect(again.spending.kept).toBe(first.spending.asked);
    expect(again.counterexamples).toEqual(first.counterexamples);
  });

  test("stays within its budget, and is inconclusive where it did not get through", async () => {
    const costLimit = new CostLimit(0.05);
    const run = await fuzzReceipts(inOrder, { costLimit });
    expect(run).toMatchObject({ verdict: "inconclusive", stop: { reason: "cost" } });
    // An answer costs 0.001 dollars.
    expect(run.spending.cost).toBeLessThanOrEqual(0.05);
    expect(receipts.asked.length).toBeGreaterThan(47);
    const rest = await fuzzReceipts(inOrder, { costLimit: new CostLimit(2) });
    expect(rest).toMatchObject({ verdict: "nothing", spending: { kept: run.spending.asked } });
  });

  test("soon ends where no answer comes, and does not say that nothing could be changed", async () => {
    const broken = () => {
      throw new Error("overloaded");
    };
    const run = await fuzzReceipts(broken, { slips: 0, inputs: 200 });
    expect(run).toMatchObject({ verdict: "inconclusive", counterexamples: [], stop: null });
    expect(run.reasons).toEqual([expect.stringMatching(/has no answer, or one that was not/)]);
    expect(run.relations.length).toBeGreaterThan(1);
    for (const { inputs, lost } of run.relations) {
      expect(inputs).toBe(0);
      expect(lost).toBeLessThan(40);
    }
  });

  test("that may ask nothing says that it ended, and nothing else", async () => {
    const run = await fuzzReceipts(inOrder, { signal: AbortSignal.abort() });
    expect(run).toMatchObject({ verdict: "inconclusive", stop: { reason: "asked" } });
    expect(run.reasons).toEqual([expect.stringMatching(/ended before each relation/)]);
  });

  test("asks for no more answers than it may", async () => {
    const run = await fuzzReceipts(inOrder, { callLimit: new CallLimit(20) });
    expect(run).toMatchObject({ verdict: "inconclusive", stop: { reason: "calls" } });
    expect(receipts.asked).toHaveLength(20);
  });

  test("that found something tells what ended it, and which relations it did not try to the end", async () => {
    const run = await fuzzReceipts(inDollars, { callLimit: new CallLimit(60), slips: 0 });
    expect(run).toMatchObject({ verdict: "found", stop: { reason: "calls" } });
    expect(run.reasons).toEqual([
      expect.stringMatching(/: attributes_permuted has \d+.*The limit of answers is reached/),
    ]);
    expect(formatFuzz(run)).toMatch(/! attributes_permuted: \d+ of 30 inputs, then the run ended/);
  });

  test("that is stopped tells what it found", async () => {
    const stop = new AbortController();
    const onProgress = ({ found }: { readonly found: number }) => {
      if (found > 0) stop.abort();
    };
    const run = await fuzzReceipts(inDollars, { signal: stop.signal, inputs: 200, onProgress });
    expect(run).toMatchObject({
      verdict: "found",
      stop: { reason: "asked" },
      counterexamples: [{ fieldNames: ["order.currency"] }],
    });
  });

  test("draws cases of the dataset alone for a version without a schema", async () => {
    const run = await fuzzReceipts(inOrder, { schema: null, slips: 0 });
    expect(run.drawn).toEqual({ case: 5, changed_case: 0, schema: 0 });
    expect(run.verdict).toBe("nothing");
  });

  test("refuses a budget where nobody knows prices, before it asks", async () => {
    const asking = fuzzReceipts(inOrder, { isPriced: false, costLimit: new CostLimit(1) });
    await expect(asking).rejects.toThrow(/knows no prices.* with --max-calls/);
    expect(receipts.asked).toEqual([]);
  });

  test("finds inputs that fail a must-pass eval by themselves", async () => {
    const strict = defineEval({ ...statesCurrency, mustPass: true, name: "must_state" });
    const run = await fuzzReceipts(
      ({ amount, currency }) => (amount > 100 ? "A lot." : `${amount} ${currency}`),
      { of: defineSuite({ family: "receipt", dataset: orders, evals: [strict] }) },
    );
    const found = run.counterexamples.find(({ relation }) => relation === null);
    expect(found).toMatchObject({ evalName: "must_state", changed: null, isShrunk: true });
    expect(JSON.parse(JSON.stringify(found?.original.context)).order.amount).toBeGreaterThan(100);
  });
});
