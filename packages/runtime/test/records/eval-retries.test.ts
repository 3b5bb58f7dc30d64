import { type Attempt, ProviderError, type ProviderErrorKind } from "@promptrail/core";
import { type FakeAnswer, fakeProvider } from "@promptrail/testing";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { randomRuns } from "../../../../tooling/test/run/random-runs.ts";
import { createPromptrail } from "../../src/index.js";
import { project } from "../prompts.js";

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

const failure = (kind: ProviderErrorKind, retryAfterMs?: number) =>
  new ProviderError({ kind, provider: "fake", reason: "it is ill", retryAfterMs });

/** What came of a case, how long it took on the driven clock, and what was sent. */
async function evaluate(answers: readonly FakeAnswer[], calls = 1) {
  const provider = fakeProvider({ answers });
  const attempts: Attempt[] = [];
  const observer = {
    started: () => {},
    attempted: (attempt: Attempt) => attempts.push(attempt),
    finished: () => {},
  };
  const promptrail = await createPromptrail({ ...project(provider), observers: [observer] });
  const ofCase = {};
  const startedAt = Date.now();
  const results: unknown[] = [];
  for (let at = 0; at < calls; at += 1) {
    const running = promptrail.evaluate("greeting", 2, { name: "Ada" }, { ofCase });
    results.push(await settle(running));
  }
  return { results, attempts, tookMs: Date.now() - startedAt, sent: provider.calls };
}

const toError = (error: unknown) => (error instanceof Error ? error : new Error(String(error)));

/** Drives the clock until it ends. */
async function settle<Value>(running: Promise<Value>): Promise<Value | Error> {
  let isOver = false;
  const ended = running.catch(toError).finally(() => {
    isOver = true;
  });
  while (!isOver) await vi.advanceTimersByTimeAsync(50);
  return ended;
}

describe("a call of an eval", () => {
  test("that meets a busy vendor is sent again, no sooner than the vendor asks for", async () => {
    const answers = [failure("rate_limited", 7_000), failure("network"), "Hello."];
    const { results, attempts, tookMs } = await evaluate(answers);
    expect(results).toMatchObject([
      { text: "Hello.", durationMs: expect.toSatisfy((ms) => ms < 100) },
    ]);
    expect(attempts.map(({ failure: kind }) => kind)).toEqual(["rate_limited", "network", null]);
    expect(tookMs).toBeGreaterThanOrEqual(7_000);
    expect(tookMs).toBeLessThanOrEqual(7_000 + 1_000 + 150);
  });

  test("is sent four times at most, and so are all calls of its case together", async () => {
    const busy = Array.from({ length: 10 }, () => failure("overloaded", 0));
    const { results, sent } = await evaluate(busy, 2);
    expect(results).toMatchObject([{ kind: "overloaded" }, { kind: "overloaded" }]);
    expect(sent).toHaveLength(1 + 3 + 1);
  });

  test.each<[string, ProviderErrorKind, number?]>([
    ["a wrong key", "auth"],
    ["an empty account", "quota", 0],
    ["a request that is wrong", "bad_request"],
    ["a vendor that asks for more time than there is", "rate_limited", 120_001],
  ])("fails at once at %s", async (_what, kind, retryAfterMs) => {
    const { results, sent, tookMs } = await evaluate([failure(kind, retryAfterMs)]);
    expect(results).toMatchObject([{ kind }]);
    expect(sent).toHaveLength(1);
    expect(tookMs).toBeLessThanOrEqual(50);
  });

  test("is not sent again once it is cancelled", async () => {
    const provider = fakeProvider({ answers: [failure("server_error", 60_000)] });
    const promptrail = await createPromptrail(project(provider));
    const abandon = new AbortController();
    const { signal } = abandon;
    const running = promptrail.evaluate("greeting", 2, { name: "Ada" }, { signal });
    const ended = running.catch(toError);
    await vi.advanceTimersByTimeAsync(1_000);
    abandon.abort();
    expect(await ended).toMatchObject({ kind: "server_error" });
    expect(provider.calls).toHaveLength(1);
  });

  test("spends two minutes at most, whatever fails and whenever the vendor wants to be asked", async () => {
    const kinds = fc.constantFrom<ProviderErrorKind>("rate_limited", "server_error", "timeout");
    const waits = fc.option(fc.integer({ min: -5, max: 90_000 }), { nil: undefined });
    const failures = fc.array(fc.tuple(kinds, waits), { minLength: 4, maxLength: 4 });
    await fc.assert(
      fc.asyncProperty(failures, async (scripted) => {
        const { attempts, tookMs, sent } = await evaluate(scripted.map((each) => failure(...each)));
        expect(tookMs).toBeLessThanOrEqual(120_000 + 50);
        expect(attempts).toHaveLength(sent.length);
        for (const { call } of sent.slice(1)) {
          expect(call.deadline).toBeLessThanOrEqual(Date.now() - tookMs + 120_000);
        }
      }),
      { numRuns: randomRuns({ usual: 12, long: 1_000 }) },
    );
  });
});
