import { type ChunkRequest, type Grant, takeGrant } from "@promptrail/core/jobs";
import fc from "fast-check";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { randomRuns } from "../../../../tooling/test/run/random-runs.ts";
import { LaneGate } from "../../src/calls/lanes/lane-gate.js";
import { leastKept, windowMs } from "../../src/calls/lanes/sent-window.js";

beforeEach(() => vi.useFakeTimers({ now: 1_000_000_000 }));
afterEach(() => vi.useRealTimers());

const limit = { requestsPerMinute: 100, tokensPerMinute: 10_000 };
/** What workers may send: a fifth is production's. */
const most = { requests: 100 * (1 - leastKept), tokens: 10_000 * (1 - leastKept) };

/** A request that comes to one of some processes, so many milliseconds after the start. */
interface Coming {
  readonly process: number;
  readonly atMs: number;
  readonly tokens: number;
  /** What it used of them. */
  readonly used: number;
}

interface Fate {
  /** The clock of each process runs so much beside the database's. */
  readonly skewMs: number;
  /** How long the store takes to answer. */
  readonly latencyMs: number;
  /** Killed then; null: never. */
  readonly killedMs: number | null;
}

const lastMs = 150_000;
const fate: fc.Arbitrary<Fate> = fc.record({
  skewMs: fc.integer({ min: -3_600_000, max: 3_600_000 }),
  latencyMs: fc.integer({ min: 0, max: 900 }),
  killedMs: fc.option(fc.integer({ min: 0, max: lastMs }), { nil: null }),
});

const coming: fc.Arbitrary<Coming> = fc
  .record({
    process: fc.integer({ min: 0, max: 3 }),
    atMs: fc.integer({ min: 0, max: lastMs }),
    tokens: fc.integer({ min: 1, max: 400 }),
    share: fc.double({ min: 0, max: 1, noNaN: true }),
  })
  .map(({ share, ...each }) => ({ ...each, used: Math.floor(each.tokens * share) }));

/** Lets them all come, on the driven clock, to processes that share one row. */
async function run(all: readonly Coming[], fates: readonly Fate[], shared = limit) {
  let grants: readonly Grant[] = [];
  let writes = 0;
  const start = Date.now();
  const row = (request: Omit<ChunkRequest, "provider">) => {
    writes += 1;
    const taken = takeGrant(grants, request, { now: Date.now(), id: `grant-${writes}` });
    ({ grants } = taken);
    return taken.answer;
  };
  const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
  const sent: (Coming & { readonly sentMs: number })[] = [];
  const isDead = ({ killedMs }: Fate) => killedMs !== null && Date.now() - start >= killedMs;
  const gates = fates.map((each) => {
    const take = async (request: ChunkRequest) => {
      await sleep(each.latencyMs);
      if (isDead(each)) return new Promise<never>(() => {});
      const answer = row(request);
      await sleep(each.latencyMs);
      return answer;
    };
    return new LaneGate("vendor", shared, () => Date.now() + each.skewMs, {
      take,
      onProblem: (error) => {
        throw error;
      },
    });
  });
  const { signal } = new AbortController();
  const enter = async (each: Coming) => {
    const own = fates[each.process];
    if (own === undefined || isDead(own)) return;
    const endsAt = Date.now() + own.skewMs + 10_000_000;
    const request = { lane: "eval", model: "m", tokens: each.tokens, endsAt, signal } as const;
    const turn = await gates[each.process]?.enter(request);
    if (isDead(own)) return;
    sent.push({ ...each, sentMs: Date.now() - start });
    setTimeout(() => turn?.used(each.used), 700);
  };
  // Who was killed waits for ever: that is found when this run is over, in the time of another.
  let isOver = false;
  const refuseAlive = (error: unknown) => {
    if (!isOver) throw error;
  };
  for (const each of all) setTimeout(() => void enter(each).catch(refuseAlive), each.atMs);
  await vi.advanceTimersByTimeAsync(lastMs + 1_800_000);
  isOver = true;
  return { sent, writes };
}

test("processes that share a limit never send more than it together, whoever is killed", async () => {
  const crowd = fc.array(coming, { maxLength: 400, size: "max" });
  const processes = fc.array(fate, { minLength: 4, maxLength: 4 });
  await fc.assert(
    fc.asyncProperty(crowd, processes, async (all, fates) => {
      const { sent } = await run(all, fates);
      for (const { sentMs } of sent) {
        const inWindow = sent.filter(
          (each) => each.sentMs > sentMs - windowMs && each.sentMs <= sentMs,
        );
        expect(inWindow.length).toBeLessThanOrEqual(most.requests);
        const used = inWindow.reduce((sum, each) => sum + each.used, 0);
        expect(used).toBeLessThanOrEqual(most.tokens);
      }
      const alive = all.filter((each) => fates[each.process]?.killedMs === null);
      const served = sent.filter((each) => fates[each.process]?.killedMs === null);
      expect(served).toHaveLength(alive.length);
    }),
    { numRuns: randomRuns({ usual: 25, long: 1_000 }), endOnFailure: true },
  );
});

test("the row is written once for many calls", async () => {
  const steady = { skewMs: 0, latencyMs: 5, killedMs: null };
  const all = Array.from(
    { length: 300 },
    (_each, at): Coming => ({
      process: at % 2,
      atMs: at * 100,
      tokens: 10,
      used: 10,
    }),
  );
  const { sent, writes } = await run(all, [steady, steady], {
    requestsPerMinute: 1_000,
    tokensPerMinute: 100_000,
  });
  expect(sent).toHaveLength(all.length);
  expect(writes).toBeLessThan(sent.length / 15);
});
