import { noUsage } from "@promptrail/core/provider-kit";
import { expect } from "vitest";
import type { StoreCase } from "../store-case.js";
import { sampleCall } from "./sample-calls.js";

const minute = 60_000;
const start = Date.parse("2026-05-06T07:00:00.000Z");

function callsOf(family: string, count: number) {
  return Array.from({ length: count }, (_each, index) =>
    sampleCall(family, { startedAt: new Date(start + index * minute) }),
  );
}

/** What every call log must do. */
export const callLogCases: readonly StoreCase[] = [
  {
    title: "takes calls that are large, and one among them that is larger than the others together",
    run: async ({ store: { calls }, family }) => {
      const lengths = [1_500_000, 1_500_000, 1_500_000, 4_500_000, 10];
      const appended = callsOf(family, lengths.length).map((call, index) => ({
        ...call,
        text: "é".repeat(lengths[index] ?? 0),
      }));
      await calls.append(appended);
      const read = await calls.read({ family, limit: 10 });
      expect(read.map(({ text }) => text?.length)).toEqual(lengths.toReversed());
    },
  },
  {
    title: "gives calls back as they were appended",
    run: async ({ store: { calls }, family }) => {
      const ended = sampleCall(family);
      const failed = sampleCall(family, {
        startedAt: new Date(start),
        outcome: null,
        success: false,
        text: null,
        data: null,
        usage: noUsage,
        cost: null,
        answeredModel: null,
        error: {
          code: "provider_failed",
          message: "The provider is overloaded.",
          kind: "overloaded",
        },
      });
      await calls.append([failed, ended]);
      const read = await calls.read({ family, limit: 10 });
      expect(read).toEqual([ended, failed]);
      expect(JSON.stringify(read[0]?.context)).toBe(JSON.stringify(ended.context));
    },
  },
  {
    title: "gives all but the bodies of calls to who asks for no bodies",
    run: async ({ store: { calls }, family }) => {
      const none = { context: null, messages: null, text: null, data: null };
      const call = sampleCall(family, { startedAt: new Date(start) });
      await calls.append([call]);
      const read = await calls.read({ family, limit: 10, bodies: false });
      const sampled = await calls.sample({
        family,
        since: new Date(start),
        size: 10,
        bodies: false,
      });
      // A log that has no bodies apart may give them all the same.
      for (const given of [read, sampled]) {
        expect(given.map((each) => ({ ...each, ...none }))).toEqual([{ ...call, ...none }]);
      }
    },
  },
  {
    title: "keeps one of a record that is appended twice, within a batch and after it",
    run: async ({ store: { calls }, family }) => {
      const call = sampleCall(family);
      await calls.append([call, sampleCall(family), call]);
      await calls.append([call]);
      await calls.append([]);
      expect(await calls.read({ family, limit: 10 })).toHaveLength(2);
    },
  },
  {
    title: "keeps every call of many batches that are appended at once",
    run: async ({ store: { calls }, family }) => {
      const batches = Array.from({ length: 8 }, () => callsOf(family, 150));
      await Promise.all(batches.map((batch) => calls.append(batch)));
      const read = await calls.read({ family, limit: 5_000 });
      expect(new Set(read.map(({ id }) => id)).size).toBe(1_200);
    },
  },
  {
    title: "reads newest first by family, lane, ids and time, up to a limit",
    run: async ({ store: { calls }, family }) => {
      const production = callsOf(family, 5);
      const shadow = sampleCall(family, { lane: "shadow", shadowOf: production[0]?.id ?? null });
      await calls.append([...production, shadow, sampleCall(`${family}_other`)]);
      const ids = production.map(({ id }) => id);
      const read = async (query: Omit<Parameters<typeof calls.read>[0], "limit">, limit = 10) =>
        (await calls.read({ ...query, limit })).map(({ id }) => id);
      expect(await read({ family, lane: "production" })).toEqual(ids.toReversed());
      expect(await read({ family, lane: "production" }, 2)).toEqual([ids[4], ids[3]]);
      expect(await read({ family, lane: "shadow" })).toEqual([shadow.id]);
      expect(await read({ ids: [...ids.slice(0, 2), "no-such-id"] })).toEqual([ids[1], ids[0]]);
      expect(await read({ ids: [] })).toEqual([]);
      expect(await read({ family, before: new Date(start + 2 * minute) })).toEqual([
        ids[1],
        ids[0],
      ]);
    },
  },
  {
    title: "samples production calls since a time, each once and all of them alike",
    run: async ({ store: { calls }, family }) => {
      const [old, ...recent] = callsOf(family, 21);
      const shadow = sampleCall(family, {
        lane: "shadow",
        startedAt: new Date(start + 30 * minute),
      });
      await calls.append([...recent, ...(old === undefined ? [] : [old]), shadow]);
      const since = new Date(start + minute);
      const everything = await calls.sample({ family, since, size: 100 });
      expect(new Set(everything.map(({ id }) => id))).toEqual(new Set(recent.map(({ id }) => id)));
      const drawn = new Map<string, number>();
      for (let round = 0; round < 100; round += 1) {
        const sample = await calls.sample({ family, since, size: 5 });
        expect(new Set(sample.map(({ id }) => id)).size).toBe(5);
        for (const { id } of sample) drawn.set(id, (drawn.get(id) ?? 0) + 1);
      }
      // 100 rounds of 5 out of 20: each is drawn 25 times, give or take 4.3; never in 1 of 10^12 runs.
      expect(drawn.size).toBe(20);
      expect(Math.max(...drawn.values())).toBeLessThan(60);
    },
  },
  {
    title: "keeps environments apart",
    run: async ({ store: { calls }, family, openOther }) => {
      await calls.append([sampleCall(family)]);
      const other = await openOther(`${family}-elsewhere`);
      expect(await other.calls.read({ limit: 10 })).toEqual([]);
    },
  },
];
