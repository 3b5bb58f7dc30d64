import { type CallRecord, definePrompt, type Provider, ProviderError } from "@promptrail/core";
import { type Completion, noUsage } from "@promptrail/core/provider-kit";
import { fakeProvider } from "@promptrail/testing";
import fc from "fast-check";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { z } from "zod";
import { randomRuns } from "../../../../tooling/test/run/random-runs.ts";
import { createPromptrail, RunError, type RunResult, type ToolContext } from "../../src/index.js";
import { drive, pass } from "../sending/scripted-vendor.js";
import { prices } from "./parcels.js";

// Else each of the many processes asks git which build it is.
vi.stubEnv("PROMPTRAIL_BUILD", "test");
beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

/** What the model writes for one tool call, and what the function does with it. */
interface ScriptedCall {
  readonly name: "work" | "invented";
  readonly input: { readonly ms: number } | { readonly oops: true };
  /** Never: it hangs, and looks at no signal. */
  readonly end: "ok" | "throws" | "never";
}

/** One request that the vendor is sent. */
interface ScriptedAnswer {
  readonly afterMs: number;
  readonly end: "calls" | "ok" | "truncated" | "server_error" | "bad_request" | "incomplete_stream";
  readonly calls: readonly ScriptedCall[];
  /** Dollars; null where the vendor does not say what was used. */
  readonly cost: number | null;
}

const call: fc.Arbitrary<ScriptedCall> = fc.record({
  name: fc.constantFrom("work", "work", "work", "invented"),
  input: fc.oneof(
    { weight: 4, arbitrary: fc.record({ ms: fc.integer({ min: 0, max: 900 }) }) },
    { weight: 1, arbitrary: fc.constant({ oops: true } as const) },
  ),
  end: fc.constantFrom("ok", "ok", "ok", "ok", "throws", "never"),
});

const answer: fc.Arbitrary<ScriptedAnswer> = fc.record({
  afterMs: fc.integer({ min: 0, max: 400 }),
  end: fc.constantFrom<ScriptedAnswer["end"]>(
    "calls",
    "calls",
    "calls",
    "calls",
    "calls",
    "calls",
    "ok",
    "truncated",
    "server_error",
    "bad_request",
    "incomplete_stream",
  ),
  calls: fc.array(call, { minLength: 1, maxLength: 3 }),
  cost: fc.oneof(
    { weight: 12, arbitrary: fc.integer({ min: 0, max: 4 }) },
    { weight: 1, arbitrary: fc.constant(null) },
  ),
});

const script = fc.record({
  answers: fc.array(answer, { minLength: 30, maxLength: 30 }),
  maxSteps: fc.integer({ min: 1, max: 8 }),
  dollars: fc.option(fc.integer({ min: 1, max: 12 }), { nil: undefined }),
  timeoutMs: fc.integer({ min: 1, max: 6_000 }),
  /** When somebody makes another version live. */
  decidesAtMs: fc.integer({ min: 0, max: 3_000 }),
});

const work = {
  name: "work",
  description: "Works.",
  inputSchema: z.object({ ms: z.number() }),
} as const;
const settings = {
  family: "agent",
  provider: "fake",
  model: "m",
  maxTokens: 50,
  userTemplate: "Go.",
  tools: [work],
} as const;
const prompts = [
  definePrompt({ ...settings, version: 1, status: "deprecated" }),
  definePrompt({ ...settings, version: 2, status: "active", changelog: "Why." }),
] as const;

/** A vendor that goes by a script, and a function that goes by what the vendor's answer says. */
function scriptedAgent(answers: readonly ScriptedAnswer[]) {
  let sent = 0;
  const ends = new Map<string, ScriptedCall["end"]>();
  const given: unknown[] = [];
  const complete: Provider["complete"] = async (_request, { signal, deadline }) => {
    const { afterMs, end, calls, cost } = answers[sent % answers.length] ?? oneEnd;
    sent += 1;
    const left = deadline - Date.now();
    const fail = (kind: "cancelled" | "timeout" | "server_error" | "bad_request") =>
      new ProviderError({ kind, provider: "fake", reason: "as scripted" });
    if (await pass(Math.max(0, Math.min(afterMs, left)), signal)) throw fail("cancelled");
    if (afterMs > left) throw fail("timeout");
    if (end === "server_error" || end === "bad_request") throw fail(end);
    const toolCalls = calls.map(({ name, input, end: how }, index) => {
      const id = `${sent}-${index}`;
      ends.set(id, how);
      return { type: "tool_call", id, name, input } as const;
    });
    const completion: Completion = {
      outcome: end === "calls" ? "tool_use" : end,
      text: "",
      reasoning: "",
      toolCalls: end === "calls" ? toolCalls : [],
      usage: cost === null ? noUsage : { ...noUsage, input: cost * 10, output: 0 },
      model: "m",
      requestId: null,
      stopReason: null,
      warnings: [],
    };
    return completion;
  };
  const options = {
    tools: {
      work: async (input: unknown, { toolCallId }: ToolContext) => {
        given.push(input);
        const { ms } = z.strictObject({ ms: z.number() }).parse(input);
        const end = ends.get(toolCallId);
        if (end === "never") return new Promise(() => {});
        await new Promise((resolve) => setTimeout(resolve, ms));
        if (end === "throws") throw new Error("As scripted.");
        return ms;
      },
    },
  };
  return { provider: { ...fakeProvider({ models: prices }), complete }, options, given };
}

const oneEnd: ScriptedAnswer = { afterMs: 0, end: "ok", calls: [], cost: 0 };

type Script = typeof script extends fc.Arbitrary<infer Value> ? Value : never;

/** One run by a script, while somebody makes another version live. */
async function runScript({ answers, maxSteps, dollars, timeoutMs, decidesAtMs }: Script) {
  const agent = scriptedAgent(answers);
  const finished: CallRecord[] = [];
  const promptrail = await createPromptrail({
    prompts,
    providers: [agent.provider],
    families: { agent: { gate: "none" } },
    observers: [
      { started: () => {}, attempted: () => {}, finished: (record) => finished.push(record) },
    ],
  });
  const back = { family: "agent", actor: "ada", reason: "Test." } as const;
  const deciding = setTimeout(() => void promptrail.rollback(back), decidesAtMs);
  const options = { ...agent.options, maxSteps, timeoutMs, budget: { dollars } };
  const { value, error, tookMs } = await drive<RunResult>(
    promptrail.runTools("agent", {}, options),
  );
  clearTimeout(deciding);
  await promptrail.close();
  if (value !== undefined)
    return { run: value, reason: "ok", finished, tookMs, given: agent.given };
  if (!(error instanceof RunError)) throw error;
  return { run: error.run, reason: error.reason, finished, tookMs, given: agent.given };
}

/** What each record's attempts cost that brought an answer or a part of one. */
function listCosts(records: readonly CallRecord[]): readonly (number | null)[] {
  return records.flatMap(({ attempts }) =>
    attempts.filter(({ outcome }) => outcome !== null).map(({ cost }) => cost),
  );
}

test("whatever a model and its tools do, a run keeps its steps, budget, time and version, and records each step", async () => {
  const reasons = new Set<string>();
  await fc.assert(
    fc.asyncProperty(script, async (scripted) => {
      const { maxSteps, dollars, timeoutMs } = scripted;
      const { run, reason, finished, tookMs, given } = await runScript(scripted);
      reasons.add(reason);
      expect(tookMs).toBeLessThanOrEqual(timeoutMs + 50);
      expect(finished.length).toBeLessThanOrEqual(maxSteps);
      const { runId } = run;
      expect(finished.map(({ runId: id, step, version }) => ({ id, step, version }))).toEqual(
        finished.map((_record, at) => ({ id: runId, step: at + 1, version: 2 })),
      );
      // Every step that was answered is there, whatever came after it; the last may have failed.
      expect(run.steps.map(({ call: { id } }) => id)).toEqual(
        finished.filter(({ error: failure }) => failure === null).map(({ id }) => id),
      );
      expect(run.cost).toBe(sum(listCosts(finished)));
      // So it spends its budget and one step more at most.
      const before = sum(listCosts(finished.slice(0, -1)));
      if (dollars !== undefined) expect(before ?? Number.NaN).toBeLessThan(dollars);
      for (const input of given) expect(input).toEqual({ ms: expect.any(Number) });
    }),
    { numRuns: randomRuns({ usual: 150, long: 5_000 }), endOnFailure: true },
  );
  // The scripts reach every end.
  expect([...reasons].toSorted()).toEqual([
    ...["budget", "deadline", "failed", "ok", "outcome", "step_limit"],
  ]);
});

function sum(costs: readonly (number | null)[]): number | null {
  return costs.reduce<number | null>(
    (total, cost) => (total === null || cost === null ? null : total + cost),
    0,
  );
}
