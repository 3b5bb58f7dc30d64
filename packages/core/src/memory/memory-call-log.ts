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
  const ids = new Set<string>();
  /** In the order in which they came; null before `first`, where they are forgotten. */
  let calls: (KeptCall | null)[] = [];
  let first = 0;
  let held = 0;
  const list = () => calls.flatMap((kept) => (kept === null ? [] : [kept.record]));
  const forget = () => {
    while (ids.size > capacity || (held > mostBytes && ids.size > 0)) {
      const oldest = calls[first];
      if (oldest == null) return;
      calls[first] = null;
      ids.delete(oldest.record.id);
      held -= oldest.bytes;
      first += 1;
    }
    // Seldom: to take the first away each time would move all the others.
    if (first < capacity) return;
    calls = calls.slice(first);
    first = 0;
  };
  return {
    append: async (appended) => {
      for (const record of appended) {
        if (ids.has(record.id)) continue;
        const bytes = estimateBytes(record);
        ids.add(record.id);
        calls.push({ record, bytes });
        held += bytes;
      }
      forget();
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
