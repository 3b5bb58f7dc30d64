import type { CallRecord } from "../calls/call-record.js";
import { estimateRecordBytes } from "../calls/estimate-record-bytes.js";
import type { CallLog, CallQuery } from "../ports/call-log.js";

/** How many calls are kept, the newest, and in how much memory. */
export const defaultCapacity = 10_000;
export const mostBytes = 64_000_000;

/** The call log in memory: the newest calls only. */
export function createMemoryCallLog(capacity: number = defaultCapacity): CallLog {
  const calls = new NewestCalls(capacity);
  return {
    append: async (appended) => {
      for (const record of appended) calls.add(record);
    },
    read: async (query) =>
      calls
        .list()
        .filter((record) => fits(record, query))
        .sort((left, right) => right.startedAt.getTime() - left.startedAt.getTime())
        .slice(0, query.limit),
    sample: async ({ family, since, size }) =>
      shuffle(
        calls
          .list()
          .filter(
            (record) =>
              record.family === family && record.lane === "production" && record.startedAt >= since,
          ),
      ).slice(0, size),
  };
}

/** A ring: the newest call takes the place of the oldest one. */
class NewestCalls {
  readonly #capacity: number;
  readonly #ids = new Set<string>();
  /** Undefined where a call was forgotten and no other has its place yet. */
  readonly #records: (CallRecord | undefined)[] = [];
  readonly #sizes: number[] = [];
  #oldest = 0;
  #held = 0;

  constructor(capacity: number) {
    this.#capacity = capacity;
  }

  add(record: CallRecord): void {
    if (this.#capacity <= 0 || this.#ids.has(record.id)) return;
    if (this.#ids.size >= this.#capacity) this.#forgetOldest();
    const place = (this.#oldest + this.#ids.size) % this.#capacity;
    const bytes = estimateRecordBytes(record);
    this.#ids.add(record.id);
    this.#records[place] = record;
    this.#sizes[place] = bytes;
    this.#held += bytes;
    while (this.#held > mostBytes && this.#ids.size > 0) this.#forgetOldest();
  }

  /** The oldest first. */
  list(): CallRecord[] {
    const inOrder = [...this.#records.slice(this.#oldest), ...this.#records.slice(0, this.#oldest)];
    return inOrder.filter((record) => record !== undefined);
  }

  #forgetOldest(): void {
    const record = this.#records[this.#oldest];
    if (record === undefined) return;
    this.#records[this.#oldest] = undefined;
    this.#ids.delete(record.id);
    this.#held -= this.#sizes[this.#oldest] ?? 0;
    this.#oldest = (this.#oldest + 1) % this.#capacity;
  }
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
