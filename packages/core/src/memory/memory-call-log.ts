import type { CallRecord } from "../calls/call-record.js";
import type { CallLog, CallQuery } from "../ports/call-log.js";

/** How many calls are kept: the newest. */
const defaultCapacity = 10_000;

/** The call log in memory: the newest calls only. */
export function createMemoryCallLog(capacity: number = defaultCapacity): CallLog {
  const records = new Map<string, CallRecord>();
  return {
    append: async (appended) => {
      for (const record of appended) if (!records.has(record.id)) records.set(record.id, record);
      for (const id of records.keys()) {
        if (records.size <= capacity) break;
        records.delete(id);
      }
    },
    read: async (query) =>
      [...records.values()]
        .filter((record) => fits(record, query))
        .sort((left, right) => right.startedAt.getTime() - left.startedAt.getTime())
        .slice(0, query.limit),
    sample: async ({ family, since, size }) =>
      shuffle(
        [...records.values()].filter(
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
