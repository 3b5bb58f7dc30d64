import type { SharedAnswer, SharedComparison, SharedWork } from "@promptrail/core/jobs";
import type { OpenStore } from "@promptrail/core/lifecycle";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type EngineDatabase, engines, openMigrated } from "../engines.js";

const comparison: SharedComparison = {
  family: "greeting",
  candidate: { version: 2, contentHash: "sha256-two" },
  baseline: { version: 1, contentHash: "sha256-one" },
  datasetHash: "sha256-cases",
  suiteHash: "sha256-suite",
  repeats: 2,
  cases: 100,
};
const by = { rangeSize: 5, askedBy: "ada", fresh: false };
const answerOf = (caseId: string, text: string): SharedAnswer => ({
  caseId,
  side: "candidate",
  repeat: 0,
  worker: "w1",
  error: null,
  answer: { text, odd: "a\u0000b 🛒", deep: [1, null, { x: 1.5 }] },
});

describe.for(engines)("shared work on $name", ({ isMissing, open }) => {
  let database: EngineDatabase;
  let store: OpenStore;
  let work: SharedWork;
  beforeAll(async () => {
    if (isMissing) return;
    database = await open();
    store = await openMigrated(database.pool, "production");
    const shared = await store.sharedWork();
    if (shared === null) throw new TypeError("It has a database.");
    work = shared;
  });
  afterAll(async () => {
    await store?.close();
    await database?.drop();
  });

  test.skipIf(isMissing)("a run of the same comparison goes on until it ends", async () => {
    const { runs } = work;
    const begun = await Promise.all([1, 2, 3].map(() => runs.begin(comparison, by)));
    const [first] = begun;
    expect(new Set(begun.map(({ id }) => id)).size).toBe(1);
    expect(first).toMatchObject({ ...comparison, rangeSize: 5, askedBy: "ada", endedAt: null });
    const others: readonly Partial<SharedComparison>[] = [
      { candidate: { version: 2, contentHash: "sha256-other" } },
      { baseline: null },
      { datasetHash: "sha256-other" },
      { suiteHash: "sha256-other" },
      { repeats: 3 },
    ];
    for (const other of others) {
      const { id, baseline } = await runs.begin({ ...comparison, ...other }, by);
      expect(id).not.toBe(first?.id);
      expect(baseline).toEqual("baseline" in other ? null : comparison.baseline);
    }
    await runs.end(first?.id ?? "");
    expect(await runs.find(first?.id ?? "")).toMatchObject({ endedAt: expect.any(Date) });
    const next = await runs.begin(comparison, by);
    expect(next.id).not.toBe(first?.id);
    const fresh = await runs.begin(comparison, { ...by, fresh: true });
    expect(fresh.id).not.toBe(next.id);
    expect((await runs.find(next.id))?.endedAt).not.toBeNull();
    expect((await runs.begin(comparison, { ...by, longestAgeMs: 60_000 })).id).toBe(fresh.id);
    const young = await runs.begin(comparison, { ...by, longestAgeMs: 0 });
    expect(young.id).not.toBe(fresh.id);
    expect((await runs.find(fresh.id))?.endedAt).not.toBeNull();
  });

  test.skipIf(isMissing)(
    "of each answer the first stays, and is read as it was written",
    async () => {
      const { runs } = work;
      const { id } = await runs.begin({ ...comparison, family: "answers" }, by);
      const first = answerOf("a", "first");
      await runs.add(id, first);
      await runs.add(id, answerOf("a", "second"));
      const failed: SharedAnswer = {
        caseId: "a",
        side: "baseline",
        repeat: 1,
        worker: "w2",
        answer: null,
        error: { kind: "timeout", message: "no", retryable: true },
      };
      await runs.add(id, failed);
      await runs.add("00000000-0000-4000-8000-000000000000", first);
      const wanted = [first, failed, answerOf("b", "")];
      const read = await runs.read(id, wanted);
      expect(read).toHaveLength(2);
      const written = { writtenAt: expect.any(Date) };
      expect(read).toEqual(
        expect.arrayContaining([
          { ...first, ...written },
          { ...failed, ...written },
        ]),
      );
      expect(await runs.listAnswered(id)).toHaveLength(2);
      expect(await runs.listAnswered(id, ["b"])).toEqual([]);
      expect(await runs.listAnswered(id, ["a", "b"])).toHaveLength(2);
    },
  );

  test.skipIf(isMissing)(
    "why a part was given back is forgotten with the next answer",
    async () => {
      const { runs } = work;
      const { id } = await runs.begin({ ...comparison, family: "problems" }, by);
      await runs.noteProblem(id, "w1 has other cases.");
      expect((await runs.find(id))?.problem).toBe("w1 has other cases.");
      await runs.add(id, answerOf("a", "first"));
      await runs.noteProblem(id, "w1 has other cases.");
      await runs.add(id, answerOf("a", "again"));
      expect((await runs.find(id))?.problem).toBe("w1 has other cases.");
      await runs.add(id, answerOf("b", "another"));
      expect((await runs.find(id))?.problem).toBeNull();
    },
  );

  test.skipIf(isMissing)("environments have runs and limits of their own", async () => {
    const other = await openMigrated(database.pool, "staging");
    const theirs = await other.sharedWork();
    const { id } = await work.runs.begin({ ...comparison, family: "apart" }, by);
    expect(await theirs?.runs.find(id)).toBeNull();
    await theirs?.runs.end(id);
    expect((await work.runs.find(id))?.endedAt).toBeNull();
    const begun = await theirs?.runs.begin({ ...comparison, family: "apart" }, by);
    expect(begun?.id).not.toBe(id);
    const request = {
      provider: "apart",
      limit: { requests: 5, tokens: null },
      wanted: { requests: 5, tokens: 0 },
      least: { requests: 1, tokens: 0 },
      returned: [],
    };
    expect((await work.limits.take(request)).chunk).toMatchObject({ requests: 5 });
    expect((await theirs?.limits.take(request))?.chunk).toMatchObject({ requests: 5 });
    await other.close();
  });

  test.skipIf(isMissing)("a limit is taken in parts, and none of it twice", async () => {
    const request = {
      provider: "claude",
      limit: { requests: 100, tokens: 1_000 },
      wanted: { requests: 7, tokens: 50 },
      least: { requests: 1, tokens: 10 },
      returned: [],
    };
    const taken = await Promise.all(Array.from({ length: 20 }, () => work.limits.take(request)));
    const chunks = taken.flatMap(({ chunk }) => (chunk === null ? [] : [chunk]));
    expect(chunks.reduce((sum, { requests }) => sum + requests, 0)).toBe(100);
    expect(new Set(chunks.map(({ id }) => id)).size).toBe(chunks.length);
    const refused = taken.find(({ chunk }) => chunk === null);
    expect(refused?.retryMs).toBeGreaterThan(50_000);
    const [first] = chunks;
    const returned = [{ id: first?.id ?? "", requests: 2, tokens: 5 }];
    const again = await work.limits.take({ ...request, returned });
    expect(again.chunk).toMatchObject({ requests: 5 });
  });

  test.skipIf(isMissing)("answers go with their run, after 7 days", async () => {
    const { runs } = work;
    const { id } = await runs.begin({ ...comparison, family: "old" }, by);
    await runs.add(id, answerOf("a", "first"));
    const inDays = (days: number) => new Date(Date.now() + days * 86_400_000);
    const early = await store.calls.upkeep({ now: inDays(6.9) });
    expect(early.dropped.join()).not.toContain("of old");
    const late = await store.calls.upkeep({ now: inDays(7.1) });
    expect(late.dropped.join()).toMatch(/answers of a shared run of old of \d{4}-\d\d-\d\d/);
    expect(await runs.find(id)).toBeNull();
    expect(await runs.listAnswered(id)).toEqual([]);
  });
});
