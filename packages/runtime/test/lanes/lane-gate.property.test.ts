import type { Lane } from "@promptrail/core";
import { lanes } from "@promptrail/core/portable";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { randomRuns } from "../../../../tooling/test/run/random-runs.ts";
import { LaneGate, type LaneTurn } from "../../src/calls/lanes/lane-gate.js";
import { leastKept, windowMs } from "../../src/calls/lanes/sent-window.js";

beforeEach(() => vi.useFakeTimers({ now: 1_000_000_000 }));
afterEach(() => vi.useRealTimers());

/** A request that comes, so many milliseconds after the start. */
interface Coming {
  readonly lane: Lane;
  readonly atMs: number;
  readonly tokens: number;
  /** What it used of them: null where nobody said. */
  readonly used: number | null;
  readonly patienceMs: number;
}

interface Sent extends Coming {
  readonly sentMs: number;
}

const limit = { requestsPerMinute: 10, tokensPerMinute: 1_000 };

const coming = (lane: fc.Arbitrary<Lane>): fc.Arbitrary<Coming> =>
  fc
    .record({
      lane,
      atMs: fc.integer({ min: 0, max: 240_000 }),
      tokens: fc.integer({ min: 1, max: 200 }),
      used: fc.option(fc.double({ min: 0, max: 1, noNaN: true }), { nil: null }),
      patienceMs: fc.constantFrom(1_000, 60_000, 600_000),
    })
    .map((each) => ({
      ...each,
      used: each.used === null ? null : Math.floor(each.tokens * each.used),
    }));

/** Lets them all come, on the driven clock, to the end of the last one's patience. */
async function run(all: readonly Coming[]) {
  const gate = new LaneGate("vendor", limit, () => Date.now());
  const start = Date.now();
  const sent: Sent[] = [];
  const failed: { readonly each: Coming; readonly atMs: number; readonly error: unknown }[] = [];
  const signal = new AbortController().signal;
  const enter = async (each: Coming) => {
    const { lane, tokens, patienceMs } = each;
    const endsAt = Date.now() + patienceMs;
    try {
      const turn: LaneTurn = await gate.enter({ lane, tokens, model: "m", endsAt, signal });
      sent.push({ ...each, sentMs: Date.now() - start });
      setTimeout(() => turn.used(each.used), 50);
    } catch (error) {
      failed.push({ each, atMs: Date.now() - start, error });
    }
  };
  for (const each of all) setTimeout(() => void enter(each), each.atMs);
  await vi.advanceTimersByTimeAsync(240_000 + 700_000);
  expect(vi.getTimerCount()).toBe(0);
  return { sent, failed };
}

const anyLane = fc.constantFrom(...lanes);
const crowd = fc.array(coming(anyLane), { maxLength: 120 });

describe("whatever comes in whatever lane", () => {
  test("no minute has more than the limit, and each request is sent or fails in time", async () => {
    await fc.assert(
      fc.asyncProperty(crowd, async (all) => {
        const { sent, failed } = await run(all);
        expect(sent.length + failed.length).toBe(all.length);
        for (const { sentMs } of sent) {
          const inWindow = sent.filter(
            (each) => each.sentMs > sentMs - windowMs && each.sentMs <= sentMs,
          );
          expect(inWindow.length).toBeLessThanOrEqual(limit.requestsPerMinute);
          const used = inWindow.reduce((sum, { used: told, tokens }) => sum + (told ?? tokens), 0);
          expect(used).toBeLessThanOrEqual(limit.tokensPerMinute);
        }
        for (const { sentMs, atMs, patienceMs } of sent) {
          expect(sentMs - atMs).toBeLessThanOrEqual(patienceMs);
        }
        for (const { each, atMs, error } of failed) {
          expect(atMs).toBe(each.atMs + each.patienceMs);
          expect(error).toMatchObject({ kind: "rate_limited", provider: "vendor" });
          expect(String(error)).toMatch(/limits\.vendor\.(requests|tokens)PerMinute/);
        }
      }),
      { numRuns: randomRuns({ usual: 40, long: 2_000 }), endOnFailure: true },
    );
  });

  test("none is sent while one of a lane before it waits", async () => {
    await fc.assert(
      fc.asyncProperty(crowd, async (all) => {
        const { sent } = await run(all);
        for (const late of sent) {
          const overtaken = sent.filter(
            (each) =>
              lanes.indexOf(each.lane) < lanes.indexOf(late.lane) &&
              each.atMs < late.sentMs &&
              each.sentMs > late.sentMs,
          );
          expect(overtaken).toEqual([]);
        }
      }),
      { numRuns: randomRuns({ usual: 20, long: 2_000 }), endOnFailure: true },
    );
  });

  test("production is sent when it would be without the others, within what is kept for it", async () => {
    // At most two requests, of at most 100 tokens each, in any minute: a fifth of the limit.
    const calm = fc
      .array(fc.tuple(fc.integer({ min: 30_000, max: 60_000 }), fc.integer({ min: 1, max: 100 })), {
        maxLength: 8,
      })
      .map((steps) => {
        let atMs = 0;
        return steps.map(([stepMs, tokens]): Coming => {
          atMs += stepMs;
          return { lane: "production", atMs, tokens, used: tokens, patienceMs: 60_000 };
        });
      });
    expect(leastKept * limit.requestsPerMinute).toBe(2);
    const others = fc.array(coming(fc.constantFrom<Lane>("shadow", "eval", "monitor")), {
      maxLength: 150,
    });
    await fc.assert(
      fc.asyncProperty(calm, others, async (production, rest) => {
        const { sent } = await run([...rest, ...production]);
        const late = sent.filter(
          ({ lane, atMs, sentMs }) => lane === "production" && sentMs > atMs,
        );
        expect(late).toEqual([]);
        expect(sent.filter(({ lane }) => lane === "production")).toHaveLength(production.length);
      }),
      { numRuns: randomRuns({ usual: 30, long: 2_000 }), endOnFailure: true },
    );
  });

  test("each lane is served once those before it pause", async () => {
    const each = { tokens: 10, used: 10 };
    const busy = Array.from(
      { length: 40 },
      (_, at): Coming => ({ lane: "production", atMs: at * 3_000, patienceMs: 10_000, ...each }),
    );
    const patient = (["shadow", "eval", "monitor"] as const).flatMap((lane) =>
      Array.from({ length: 5 }, (): Coming => ({ lane, atMs: 0, patienceMs: 600_000, ...each })),
    );
    const { sent, failed } = await run([...busy, ...patient]);
    expect(sent.filter(({ lane }) => lane !== "production")).toHaveLength(patient.length);
    expect(failed.filter(({ each: { lane } }) => lane !== "production")).toEqual([]);
  });
});
