import {
  type CallRecord,
  definePrompt,
  type Provider,
  ProviderError,
  type ProviderErrorKind,
} from "@promptrail/core";
import { type Completion, noUsage, type ProviderCall } from "@promptrail/core/provider-kit";
import { fakeProvider } from "@promptrail/testing";
import { vi } from "vitest";
import { createPromptrail } from "../../src/index.js";

/** What one request meets: how long it takes, and how it ends. */
export interface Step {
  readonly afterMs: number;
  readonly end: "ok" | "incomplete_stream" | "truncated" | ProviderErrorKind;
  readonly retryAfterMs?: number | undefined;
}

/** One request that a vendor was sent, by the driven clock. */
export interface Sent {
  readonly at: number;
  readonly deadline: number;
}

export interface ScriptedVendor {
  readonly provider: Provider;
  readonly sent: readonly Sent[];
}

/** A vendor that goes by a script, its last step again and again, and keeps each request's deadline as plugins do. */
export function scriptedVendor(id: string, steps: readonly Step[]): ScriptedVendor {
  const sent: Sent[] = [];
  const next = () => steps[Math.min(sent.length, steps.length) - 1] ?? steps[0];
  const run = async ({ signal, deadline }: ProviderCall): Promise<Completion> => {
    sent.push({ at: Date.now(), deadline });
    const { afterMs, end, retryAfterMs } = next() ?? { afterMs: 0, end: "ok" };
    const left = deadline - Date.now();
    const isAborted = await pass(Math.max(0, Math.min(afterMs, left)), signal);
    const fail = (kind: ProviderErrorKind) =>
      new ProviderError({ kind, provider: id, reason: "as scripted", retryAfterMs });
    if (isAborted) throw fail("cancelled");
    if (afterMs > left) throw fail("timeout");
    if (end !== "ok" && end !== "incomplete_stream" && end !== "truncated") throw fail(end);
    return {
      outcome: end,
      text: `from ${id}`,
      reasoning: "",
      toolCalls: [],
      usage: { ...noUsage, input: 1, output: 1 },
      model: "m",
      requestId: null,
      stopReason: null,
      warnings: [],
    };
  };
  const provider: Provider = {
    ...fakeProvider({ id, models: { m: { prices: { input: 1_000_000, output: 0 } } as never } }),
    complete: (_request, call) => run(call),
    async *stream(_request, call) {
      const completion = await run(call);
      yield { type: "text-delta", text: completion.text };
      yield { type: "finish", completion };
    },
  };
  return { provider, sent };
}

/** True where the signal fired first. */
export function pass(milliseconds: number, signal: AbortSignal): Promise<boolean> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(false), milliseconds);
    const leave = () => {
      clearTimeout(timer);
      resolve(true);
    };
    if (signal.aborted) leave();
    else signal.addEventListener("abort", leave, { once: true });
  });
}

const settings = {
  family: "greeting",
  version: 1,
  status: "active",
  provider: "first",
  model: "m",
  maxTokens: 50,
  userTemplate: "Hello {{ name }}.",
} as const;

/** A version on `first` without a fallback. */
const versionAlone = definePrompt(settings);

/** The same, whose fallback is `second`. */
const versionWithFallback = definePrompt({
  ...settings,
  fallbacks: [{ provider: "second", model: "m" }],
});

/** A runtime on a vendor, and on its fallback where there is one; what its observer and its problems were told. */
export async function openSending(first: ScriptedVendor, second?: ScriptedVendor) {
  const finished: CallRecord[] = [];
  const problems: unknown[] = [];
  const observer = {
    started: () => {},
    attempted: () => {},
    finished: (record: CallRecord) => finished.push(record),
  };
  const promptrail = await createPromptrail(
    {
      prompts: [second === undefined ? versionAlone : versionWithFallback],
      providers: second === undefined ? [first.provider] : [first.provider, second.provider],
      observers: [observer],
      families: { greeting: { gate: "none" } },
    },
    { onProblem: (problem) => problems.push(problem) },
  );
  return { promptrail, finished, problems };
}

/** Drives the clock until it ends; what it ended with, and how long it took by that clock. */
export async function drive<Value>(
  running: Promise<Value>,
): Promise<{ readonly value?: Value; readonly error?: unknown; readonly tookMs: number }> {
  const startedAt = Date.now();
  const ended: { value?: Value; error?: unknown; tookMs?: number } = {};
  const note = () => {
    ended.tookMs = Date.now() - startedAt;
  };
  running.then(
    (value) => {
      ended.value = value;
      note();
    },
    (error: unknown) => {
      ended.error = error;
      note();
    },
  );
  // What waits for nothing ends before the clock moves.
  await vi.advanceTimersByTimeAsync(0);
  while (ended.tookMs === undefined) await vi.advanceTimersToNextTimerAsync();
  return { ...ended, tookMs: ended.tookMs };
}
