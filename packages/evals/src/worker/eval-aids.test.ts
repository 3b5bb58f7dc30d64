import { once } from "node:events";
import { type EvalCall, type JsonObject, PromptrailError } from "@promptrail/core";
import { noUsage } from "@promptrail/core/provider-kit";
import { afterEach, describe, expect, test } from "vitest";
import { looseSuite, toneV1 } from "../fixtures/loose-evals.ts";
import { scriptAnswer } from "../fixtures/scripted-run.js";
import { CostLimit } from "../runner/bounds/cost-limit.js";
import type { EvalAids, UsedEmbedding, UsedPrompt } from "../runner/evaluator/eval-aids.js";
import type { EvalReply, Evaluator } from "../runner/evaluator/evaluator.js";
import { localEvaluator } from "../runner/evaluator/race-eval.js";
import { runEval } from "../runner/run-eval.js";
import { tryEval } from "../suite/try-eval.js";
import { type EvalWorkers, openEvalWorkers } from "./open-eval-workers.js";

const file = new URL("../fixtures/loose-worker.ts", import.meta.url);
const opened: EvalWorkers[] = [];
afterEach(async () => {
  for (const workers of opened.splice(0)) await workers.close();
});

/** What keys and limits would stand behind. */
function scriptAids() {
  const ran: { prompt: UsedPrompt; context: JsonObject }[] = [];
  const embedded: { embedding: UsedEmbedding; texts: readonly string[] }[] = [];
  const cut: unknown[] = [];
  const aids: EvalAids = {
    run: async (prompt, context, signal) => {
      ran.push({ prompt, context });
      if (context["text"] === "refused") {
        throw new PromptrailError("provider_failed", "The vendor is away.", { kind: "overloaded" });
      }
      if (context["text"] === "hang") {
        if (!signal.aborted) await once(signal, "abort");
        cut.push(signal.reason);
        throw signal.reason;
      }
      return scriptAnswer("kind", { cost: 0.25 });
    },
    embed: async (embedding, texts) => {
      embedded.push({ embedding, texts });
      return { vectors: texts.map((text) => [text.length, 0.5]), cost: 0.125 };
    },
  };
  return { aids, ran, embedded, cut };
}

const never = new AbortController().signal;
const testCase: EvalCall["case"] = { id: "case-1", tags: ["t"], cluster: "c" };

function findCheck(name: string) {
  const check = looseSuite.evals.find((each) => each.name === name);
  if (check === undefined) throw new Error(`There is no eval ${name}.`);
  return check;
}

const plain = {
  data: null,
  toolCalls: [],
  usage: noUsage,
  cost: null,
  durationMs: 1,
  outcome: "ok" as const,
  groundTruth: null,
  context: {},
};

const evaluators: readonly (readonly [string, () => Evaluator])[] = [
  ["this thread", () => localEvaluator],
  [
    "a worker thread",
    () => {
      const workers = openEvalWorkers({
        file,
        workerData: { refuses: false },
        execArgv: [],
        most: 1,
      });
      opened.push(workers);
      return workers;
    },
  ],
];

describe.each(evaluators)("an eval in %s", (_where, open) => {
  const ask = (
    name: string,
    {
      output = "yes",
      aids,
      abandon = never,
    }: { output?: string; aids?: EvalAids; abandon?: AbortSignal } = {},
    evaluator = open(),
  ): Promise<EvalReply> =>
    evaluator.evaluate({
      suite: looseSuite,
      check: findCheck(name),
      case: testCase,
      subject: { output, ...plain },
      abandon,
      aids,
    });

  test("runs the version that it names, and knows its case", async () => {
    const { aids, ran } = scriptAids();
    const reply = await ask("runs_another", { aids, output: "hello" });
    expect(reply).toMatchObject({ passed: true });
    const { reason } = reply as { readonly reason: string };
    expect(JSON.parse(reason)).toEqual({ text: "kind", cost: 0.25, outcome: "ok", testCase });
    const { family, version, key, contentHash } = toneV1;
    expect(ran).toEqual([
      { prompt: { family, version, key, contentHash }, context: { text: "hello" } },
    ]);
  });

  test("embeds with the model that it names", async () => {
    const { aids, embedded } = scriptAids();
    expect(await ask("embeds", { aids })).toMatchObject({ reason: "[[3,0.5],[9,0.5]]" });
    expect(embedded).toEqual([
      {
        embedding: { provider: "fake", model: "fake-embed" },
        texts: ["yes", "reference"],
      },
    ]);
  });

  test.each([
    ["runs_unnamed", /runs the family "other", of which its defineEval names no version\. Add/],
    ["embeds_unnamed", /embeds, and its defineEval names no model\. Set `embeds/],
    ["embeds_no_text", /embeds what is not a list of texts/],
  ])(
    "that asks for what it does not name (%s) is told so, and nothing is asked",
    async (name, told) => {
      const { aids, ran, embedded } = scriptAids();
      expect(await ask(name, { aids })).toMatch(told);
      expect([ran, embedded]).toEqual([[], []]);
    },
  );

  test.each([
    ["runs_another", /^threw: Eval "runs_another" wants to run tone_v1, and nothing here can/],
    ["embeds", /^threw: Eval "embeds" wants to embed with fake-embed, and nothing here can/],
  ])("(%s) where nothing can, is told so", async (name, told) => {
    expect(await ask(name)).toMatch(told);
  });

  test("hears what a vendor refused", async () => {
    const { aids } = scriptAids();
    expect(await ask("runs_another", { aids, output: "refused" })).toBe(
      "threw: The vendor is away.",
    );
  });

  test("that is late cuts what it asked for, and the next one runs", async () => {
    const { aids, cut } = scriptAids();
    const evaluator = open();
    expect(await ask("runs_too_long", { aids }, evaluator)).toContain(
      "did not answer within 300 ms",
    );
    await expect.poll(() => cut.length).toBe(1);
    expect(await ask("says_yes", { aids }, evaluator)).toMatchObject({ passed: true });
  });

  test("that has answered cuts what it left behind", async () => {
    const { aids, cut } = scriptAids();
    expect(await ask("leaves_a_run_behind", { aids })).toMatchObject({ passed: true });
    await expect.poll(() => cut.length).toBe(1);
  });

  test("of an abandoned run cuts what it asked for", async () => {
    const { aids, ran, cut } = scriptAids();
    const stop = new AbortController();
    const reply = ask("runs_another", { aids, output: "hang", abandon: stop.signal });
    await expect.poll(() => ran.length).toBe(1);
    stop.abort(new Error("Stopped"));
    expect(await reply).toMatch(/stopped|Stopped/);
    await expect.poll(() => cut.length).toBe(1);
  });
});

test("a context that cannot be sent from a thread is told", async () => {
  const [, [, open] = []] = evaluators;
  const reply = await open?.().evaluate({
    suite: looseSuite,
    check: findCheck("runs_with_a_function"),
    case: testCase,
    subject: { output: "yes", ...plain },
    abandon: never,
    aids: scriptAids().aids,
  });
  expect(reply).toContain("What the eval gives run cannot be sent to another thread");
});

describe("what evals ask", () => {
  const suite = { ...looseSuite, evals: [findCheck("runs_another"), findCheck("embeds")] };
  const run = async () => scriptAnswer("yes", { cost: 0.5 });

  test("counts in the run's limit of cost, past which nothing is asked", async () => {
    const { aids, ran, embedded } = scriptAids();
    const costLimit = new CostLimit(10);
    await runEval({ suite, run, aids, costLimit });
    expect(costLimit.spent).toBeCloseTo(0.5 + 0.25 + 0.125);
    expect([ran.length, embedded.length]).toEqual([1, 1]);
    const tight = new CostLimit(0.2);
    const cut = await runEval({ suite, run, aids, costLimit: tight });
    expect(tight.spent).toBeCloseTo(0.5 + 0.25);
    expect(cut).toMatchObject({ results: [], missing: 1, stop: { reason: "cost" } });
  });

  test("is scripted in a test of the eval", async () => {
    const check = findCheck("embeds");
    expect(await tryEval(check, { output: "a" }, { embed: async () => [[1]] })).toMatchObject({
      reason: "[[1]]",
    });
    await expect(tryEval(check, { output: "a" })).rejects.toThrow(/nothing here can/);
  });
});
