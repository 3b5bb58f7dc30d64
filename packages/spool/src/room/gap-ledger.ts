import { type CallGap, createCallId } from "@promptrail/core/call-log";

/** One that is lost, or several at once. */
export interface Loss extends Pick<CallGap, "reason" | "lost" | "family" | "lane"> {
  /** When it began. */
  readonly from: Date;
  readonly to?: Date;
  /** Default: 1. */
  readonly count?: number;
  /** The number of the call, where its intent is written: the gap then stands for it. */
  readonly call?: number | undefined;
}

/** A gap as a record has it. Before it is final a later record of the same id replaces it. */
export interface GapRecord {
  readonly gap: CallGap;
  readonly final: boolean;
  /** The calls among them whose intents are written. */
  readonly calls: readonly number[];
}

interface Entry {
  gap: CallGap;
  readonly key: string;
  readonly minute: number;
  /** Those that no record tells of yet. */
  calls: number[];
  isDirty: boolean;
  /** By the spool's clock; null before the first time. */
  writtenAt: number | null;
  segment: object | null;
}

/** A gap that is to be written, and its record. */
export interface DueGap {
  readonly entry: Entry;
  readonly record: GapRecord;
}

const minuteMs = 60_000;
/** A gap that grows is written so often: a process that is killed loses the count since then. */
const writeMs = 1_000;

interface LedgerClock {
  now(): Date;
  elapsed(): number;
}

/** What was lost, merged by reason, family, lane and minute, until a record tells of it. */
export class GapLedger {
  readonly #clock: LedgerClock;
  readonly #entries = new Map<string, Entry>();

  constructor(clock: LedgerClock) {
    this.#clock = clock;
  }

  get isEmpty(): boolean {
    return this.#entries.size === 0;
  }

  count(loss: Loss): void {
    const { reason, lost, family, lane, from, to = from, count = 1, call } = loss;
    const now = this.#clock.now();
    const minute = this.#findMinute();
    const key = JSON.stringify([minute, reason, lost, family, lane]);
    let entry = this.#entries.get(key);
    if (entry === undefined) {
      const gap = { id: createCallId(now), reason, lost, family, lane, count: 0, from, to };
      entry = { gap, key, minute, calls: [], isDirty: true, writtenAt: null, segment: null };
      this.#entries.set(key, entry);
    }
    entry.gap = widen(entry.gap, { count, from, to });
    entry.isDirty = true;
    if (call !== undefined) entry.calls.push(call);
  }

  /** What is to be written now: what has waited for its time; with `all` whatever changed; with `isEnd` all that there is. */
  findDue({ all, isEnd }: { readonly all: boolean; readonly isEnd: boolean }): readonly DueGap[] {
    const now = this.#clock.elapsed();
    const minute = this.#findMinute();
    return [...this.#entries.values()].flatMap((entry) => {
      const final = isEnd || entry.minute !== minute;
      const isTime = all || entry.writtenAt === null || now - entry.writtenAt >= writeMs;
      if (!final && !(entry.isDirty && isTime)) return [];
      return [{ entry, record: { gap: entry.gap, final, calls: entry.calls } }];
    });
  }

  /** Told once their records stand in a segment. */
  markWritten(due: readonly DueGap[], segment: object): void {
    for (const { entry, record } of due) {
      if (record.final) this.#entries.delete(entry.key);
      entry.calls = [];
      entry.isDirty = false;
      entry.writtenAt = this.#clock.elapsed();
      entry.segment = segment;
    }
  }

  /** A segment that tells of some is about to go: they are written again. */
  renew(segment: object): void {
    for (const entry of this.#entries.values()) {
      if (entry.segment === segment) entry.isDirty = true;
    }
  }

  /** All are written again: their segments are somebody else's. */
  renewAll(): void {
    for (const entry of this.#entries.values()) {
      entry.isDirty = true;
      entry.calls = [];
    }
  }

  #findMinute(): number {
    return Math.floor(this.#clock.now().getTime() / minuteMs);
  }
}

function widen(gap: CallGap, { count, from, to }: Pick<CallGap, "count" | "from" | "to">): CallGap {
  return {
    ...gap,
    count: gap.count + count,
    from: new Date(Math.min(Number(gap.from), Number(from))),
    to: new Date(Math.max(Number(gap.to), Number(to))),
  };
}
