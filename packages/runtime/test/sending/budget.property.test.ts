import { mostSavedRetries, retriesPerSuccess } from "@promptrail/core/provider-kit";
import fc from "fast-check";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { randomRuns } from "../../../../tooling/test/run/random-runs.ts";
import {
  drive,
  openSending,
  type ScriptedVendor,
  type Step,
  scriptedVendor,
} from "./scripted-vendor.js";

// Else each of the many processes asks git which build it is.
vi.stubEnv("PROMPTRAIL_BUILD", "test");
beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

/** An answer that came, in whole or in part, costs one dollar, whoever gets it. */
const billed: ReadonlySet<unknown> = new Set(["ok", "incomplete_stream", "truncated"]);

const failing = fc.constantFrom<Step["end"]>(
  "rate_limited",
  "overloaded",
  "server_error",
  "timeout",
  "network",
  "incomplete_stream",
);

/** What a vendor does in the long run: this share of its requests fails. */
const script: fc.Arbitrary<readonly Step[]> = fc
  .record({
    share: fc.constantFrom(0, 0.05, 0.1, 0.3, 0.45, 0.6, 1),
    draws: fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 300, maxLength: 300 }),
    end: failing,
    retryAfterMs: fc.option(fc.constantFrom(0, 1, 200), { nil: undefined }),
  })
  .map(({ share, draws, end, retryAfterMs }) =>
    draws.map((draw): Step => ({ afterMs: 10, end: draw < share ? end : "ok", retryAfterMs })),
  );

async function callOften(first: ScriptedVendor, second: ScriptedVendor | undefined, calls: number) {
  const { promptrail, finished: records } = await openSending(first, second);
  const timeoutMs = 5_000;
  let longestMs = 0;
  for (let at = 0; at < calls; at += 1) {
    const { tookMs } = await drive(promptrail.call("greeting", { name: "Ada" }, { timeoutMs }));
    longestMs = Math.max(longestMs, tookMs);
  }
  await promptrail.close();
  return { records, longestMs, timeoutMs };
}

test("however steadily a vendor fails, one request in ten answers is a repeat at most, and each is paid for once", async () => {
  await fc.assert(
    fc.asyncProperty(
      script,
      fc.option(script, { nil: undefined }),
      fc.integer({ min: 1, max: 200 }),
      async (own, other, calls) => {
        const first = scriptedVendor("first", own);
        const second = other && scriptedVendor("second", other);
        const { records, longestMs, timeoutMs } = await callOften(first, second, calls);
        expect(longestMs).toBeLessThanOrEqual(timeoutMs + 50);
        expect(records).toHaveLength(calls);
        for (const { provider, sent } of second === undefined ? [first] : [first, second]) {
          const attempts = records.map((record) =>
            record.attempts.filter((attempt) => attempt.provider === provider.id),
          );
          const answered = attempts.flat().filter(({ outcome }) => outcome === "ok").length;
          const repeats = attempts.reduce((sum, each) => sum + Math.max(0, each.length - 1), 0);
          expect(attempts.flat()).toHaveLength(sent.length);
          expect(repeats).toBeLessThanOrEqual(mostSavedRetries + answered * retriesPerSuccess);
          for (const each of attempts) expect(each.length).toBeLessThanOrEqual(3);
          const cost = attempts.flat().reduce((sum, each) => sum + (each.cost ?? 0), 0);
          expect(cost).toBe(attempts.flat().filter(({ outcome }) => billed.has(outcome)).length);
        }
      },
    ),
    { numRuns: randomRuns({ usual: 12, long: 500 }), endOnFailure: true },
  );
});
