import { randomUUID } from "node:crypto";
import {
  type CallFilter,
  type CallGap,
  type CallLog,
  type LoggedCall,
  readFrom,
  searchIn,
  toUsageRows,
} from "@promptrail/core/call-log";
import { noUsage } from "@promptrail/core/provider-kit";
import { expect } from "vitest";
import type { StoreCase } from "../store-case.js";
import { sampleCall } from "./sample-calls.js";

const hour = 3_600_000;
const start = Date.parse("2026-05-06T07:10:00.000Z");
const since = new Date(start - hour);

/** The member of a list whose turn it is: lists of different lengths meet in all ways. */
function turn<Item>(list: readonly [Item, ...Item[]], index: number): Item {
  return list[index % list.length] ?? list[0];
}

/** Calls that differ in all that can be asked for: over two days, and several in one moment. */
function variedCalls(family: string): readonly LoggedCall[] {
  return Array.from({ length: 240 }, (_each, index) => {
    const outcome = turn<LoggedCall["outcome"]>([null, "ok", "truncated", "ok"], index * 7);
    return sampleCall(family, {
      startedAt: new Date(start + Math.floor(index / 3) * (hour / 2)),
      version: turn([1, 2, 3], index * 5),
      lane: turn(["production", "production", "shadow", "eval"], index * 11),
      outcome,
      success: outcome === "ok",
      error: { code: "provider_failed", data: { kind: "overloaded" } },
      shape: turn([["language:de"], ["language:en", "length:2^9"], null], index * 13),
      runId: turn([`run-${index % 40}`, null, null], index),
      durationMs: turn([null, 1 + ((index * 7_919) % 5_000), index], index),
      cost: turn([null, index / 1_000, index], index * 3),
      usage: { ...noUsage, input: turn([null, index], index), cacheRead: index },
      text: turn([`Order "N° ${index}"\nis GEFÜHRT.`, `Call ${index}.`], index * 3),
    });
  });
}

const filters: readonly CallFilter[] = [
  {},
  { version: 2 },
  { lane: "shadow" },
  { outcome: "overloaded" },
  { outcome: "truncated", lane: "production" },
  { shape: "language:en" },
  { runId: "run-20" },
  { since: new Date(start + 3 * hour), before: new Date(start + 9 * hour) },
  { since: new Date(start + 30 * hour), version: 1 },
  { before: new Date(start) },
];

const withoutOrder = (calls: readonly LoggedCall[]) =>
  [...calls].sort((one, other) => (one.id < other.id ? -1 : 1));

function gapOf(family: string, changes: Partial<CallGap>): CallGap {
  return {
    id: randomUUID(),
    reason: "queue_full",
    lost: "calls",
    family,
    lane: "production",
    count: 7,
    from: new Date(start),
    to: new Date(start + hour),
    ...changes,
  };
}

async function readIds(calls: CallLog, family: string): Promise<readonly string[]> {
  return (await calls.read({ family, limit: 1_000 })).map(({ id }) => id);
}

/** What a call log must tell of the calls that it keeps. */
export const keptCallCases: readonly StoreCase[] = [
  {
    title: "finds by every filter what is found in a plain list of the same calls",
    run: async ({ store: { calls }, family }) => {
      const appended = variedCalls(family);
      await calls.append(appended);
      for (const filter of filters) {
        const query = { ...filter, family, limit: 1_000 };
        const read = await calls.read(query);
        expect(withoutOrder(read)).toEqual(withoutOrder(readFrom(appended, query)));
        const times = read.map(({ startedAt }) => startedAt.getTime());
        expect(times).toEqual(times.toSorted((one, other) => other - one));
      }
    },
  },
  {
    title: "searches what was said, without regard to case, and tells how far it came",
    run: async ({ store: { calls }, family }) => {
      const appended = variedCalls(family);
      await calls.append(appended);
      for (const text of ["geführt", '"n° 9"\nis', "call 23", "role", "nowhere", "100%_"]) {
        const search = { family, since, text, limit: 1_000, withinMs: 60_000 };
        const found = await calls.search(search);
        expect(withoutOrder(found.calls)).toEqual(withoutOrder(searchIn(appended, search).calls));
        expect(found.searchedSince).toBeNull();
      }
      const few = await calls.search({ family, since, text: "call", limit: 3, withinMs: 60_000 });
      expect(few.calls).toHaveLength(3);
    },
  },
  {
    title: "adds up the calls of each hour once, however often they are appended",
    run: async ({ store: { calls }, family }) => {
      const appended = variedCalls(family);
      await Promise.all([
        calls.append(appended.slice(0, 150)),
        calls.append(appended.slice(100)),
        calls.append(appended),
      ]);
      const all = { family, since };
      const rows = await calls.usage(all);
      const wanted = toUsageRows(appended);
      expect(rows).toHaveLength(wanted.length);
      for (const [place, row] of wanted.entries()) {
        const { latency, cost, headroom, ...rest } = row;
        expect(rows[place]).toMatchObject(rest);
        for (const [name, summary] of Object.entries({ latency, cost, headroom })) {
          const { count, sum, squares, buckets } = rows[place]?.[name as "cost"] ?? summary;
          expect({ count, buckets }).toEqual({ count: summary.count, buckets: summary.buckets });
          expect(sum).toBeCloseTo(summary.sum, 6);
          expect(squares).toBeCloseTo(summary.squares, 6);
        }
      }
      const later = {
        family,
        since: new Date(start + 10 * hour),
        before: new Date(start + 12 * hour),
      };
      const some = wanted.filter(({ hour: at }) => at >= later.since && at < later.before);
      expect((await calls.usage(later)).map((row) => row.calls)).toEqual(
        some.map((row) => row.calls),
      );
      expect(await calls.usage({ family: `${family}_other`, since })).toEqual([]);
    },
  },
  {
    title: "keeps what is known of calls that were lost",
    run: async ({ store: { calls }, family }) => {
      const gap = gapOf(family, {});
      const later = gapOf(family, {
        reason: "spool_full",
        lost: "bodies",
        from: new Date(start + 5 * hour),
        to: new Date(start + 6 * hour),
      });
      await calls.appendGaps([gap, later, gapOf(`${family}_other`, {})]);
      await calls.appendGaps([gap]);
      await calls.appendGaps([]);
      expect(await calls.gaps({ family, since })).toEqual([later, gap]);
      expect(await calls.gaps({ family, since, before: new Date(start + 2 * hour) })).toEqual([
        gap,
      ]);
      expect(await calls.gaps({ family, since: new Date(start + 2 * hour) })).toEqual([later]);
    },
  },
  {
    title: "erases a subject at once, also what is appended later, and no other one",
    run: async ({ store: { calls }, family }) => {
      const [subject, other] = [randomUUID(), randomUUID()];
      const gone = [sampleCall(family, { subject }), sampleCall(family, { subject })];
      const stays = [sampleCall(family, { subject: other }), sampleCall(family)];
      await calls.append([...gone, ...stays]);
      const by = { actor: "ada", now: new Date(start) };
      const erasure = await calls.erase(subject, by);
      expect(erasure).toMatchObject({ subject, actor: "ada", calls: 2, askedAt: by.now });
      await calls.append([sampleCall(family, { subject })]);
      const ids = stays.map(({ id }) => id);
      expect((await readIds(calls, family)).toSorted()).toEqual(ids.toSorted());
      const found = await calls.search({
        family,
        since,
        text: "kettle",
        limit: 9,
        withinMs: 9_999,
      });
      expect(found.calls).toHaveLength(2);
      await calls.upkeep({ now: new Date(start) });
      const [known] = await calls.erasures();
      expect(known).toMatchObject({ subject, calls: 2 });
      expect(known?.completedAt).toBeInstanceOf(Date);
    },
  },
  {
    title: "has one secret for each environment, which stays",
    run: async ({ store: { calls }, family, openOther }) => {
      const secret = await calls.subjectSecret();
      expect(secret.byteLength).toBe(32);
      expect(await calls.subjectSecret()).toEqual(secret);
      const other = await openOther(`${family}-elsewhere`);
      expect(await other.calls.subjectSecret()).not.toEqual(secret);
    },
  },
];
