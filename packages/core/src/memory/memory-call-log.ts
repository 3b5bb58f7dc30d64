import type { CallRecord } from "../calls/call-record.js";
import { estimateBytes } from "../calls/estimate-bytes.js";
import type { CallLog, CallQuery } from "../ports/call-log.js";

/** How many calls are kept, the newest, and in how much memory. */
export const defaultCapacity = 10_000;
export const mostBytes = 64_000_000;

interface KeptCall {
  readonly record: CallRecord;
  readonly bytes: number;
}

/** The call log in memory: the newest calls only. */
export function createMemoryCallLog(capacity: number = defaultCapacity): CallLog {
  const calls = new Map<string, KeptCall>();
  let held = 0;
  const list = () => [...calls.values()].map(({ record }) => record);
  return {
    append: async (appended) => {
      for (const record of appended) {
        if (calls.has(record.id)) continue;
        const bytes = estimateBytes(record);
        calls.set(record.id, { record, bytes });
        held += bytes;
      }
      for (const [id, { bytes }] of calls) {
        if (calls.size <= capacity && held <= mostBytes) break;
        calls.delete(id);
        held -= bytes;
      }
    },
    read: async (query) =>
      list()
        .filter((record) => fits(record, query))
        .sort((left, right) => right.startedAt.getTime() - left.startedAt.getTime())
        .slice(0, query.limit),
    sample: async ({ family, since, size }) =>
      shuffle(
        list().filter(
          (record) =>
            record.family === family && record.lane === "production" && record.startedAt >= since,
        ),
      ).slice(0, size),
  };
}

function fits(record: CallRecord, { family, lane, ids, before }: CallQuery): boolean {
  return (
    (family === undefined || record.family === family) &&
    (lane === undefined || record.lane === lane) &&
    (ids === undefined || ids.includes(record.id)) &&
    (before === undefined || record.startedAt < before)
  );
}

function shuffle<Item>(items: readonly Item[]): Item[] {
  return items
    .map((item) => ({ item, order: Math.random() }))
    .sort((left, right) => left.order - right.order)
    .map(({ item }) => item);
}
