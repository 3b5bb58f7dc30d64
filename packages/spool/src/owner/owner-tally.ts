import type { CallGap } from "@promptrail/core/call-log";
import { everyFamily } from "@promptrail/core/portable";
import { readGap } from "../record/read-payload.js";
import { findRecordLength, frameBytes } from "../record/record-frame.js";
import type { SegmentHeader } from "../record/segment-header.js";
import { type ReadRecord, recordTypes } from "../record/spool-record.js";
import { toStableId } from "../segment/stable-id.js";

interface SegmentStart {
  readonly id: string;
  /** Null where it is damaged. */
  readonly header: SegmentHeader | null;
  readonly changedAt: Date;
}

/** Records that are missing between two that could be read. */
interface MissingPart {
  /** Of its gap, whenever it is looked at. */
  readonly id: string;
  readonly at: Date;
}

/** What an owner's records come to, taken one after the other. */
export class OwnerTally {
  /** Intents of calls of which nothing else came. */
  readonly #open = new Map<number, Buffer>();
  /** Calls that began in a record that is missing. */
  readonly #missing = new Map<number, MissingPart>();
  /** Losses that were counted, before they were final. */
  readonly #gaps = new Map<string, CallGap>();
  #begun: number | null = null;
  #segment: SegmentStart = { id: "", header: null, changedAt: new Date(0) };
  /** When the last call began of which something was read. */
  #last: ReadRecord | null = null;
  calls = 0;

  beginSegment(segment: SegmentStart): void {
    // Counted to the end of the segment before.
    if (segment.header !== null) this.#begin(segment.header.begun, { call: 0, sequence: 0 });
    this.#segment = segment;
  }

  take(record: ReadRecord): void {
    const { type, begun, call, payload } = record;
    if (type === "intent" || type === "call") this.#last = record;
    this.#begin(begun, record);
    if (type === "call") this.calls += 1;
    if (type === "intent" || type === "carried") this.#open.set(call, payload);
    else this.#open.delete(call);
    this.#missing.delete(call);
    if (type === "gap") this.#takeGap(payload);
  }

  /** What stands behind the last record that can be read: torn, or damaged. */
  takeTail(bytes: Buffer): void {
    let begun = this.#begun ?? 0;
    let at = 0;
    for (;;) {
      const length = findRecordLength(bytes, at);
      // Torn: it was not written to its end, so that its call was not sent.
      if (length === null || at + length > bytes.length) break;
      const type = recordTypes[(bytes[at + frameBytes - 1] ?? 0) - 1];
      if (type === undefined && bytes.subarray(at).every((byte) => byte === 0)) break;
      const isNew = type === "call" && bytes.readUInt32LE(at + 24) > begun;
      if (type === undefined || type === "intent" || isNew) begun += 1;
      if (type === undefined) break;
      at += length;
    }
    this.#begin(begun, { call: 0, sequence: 0 });
  }

  listOpen(): readonly Buffer[] {
    return [...this.#open.values()];
  }

  listGaps(): readonly CallGap[] {
    const parts = Map.groupBy(this.#missing.values(), (part) => part);
    const damaged = [...parts].map(
      ([{ id, at }, missing]): CallGap => ({
        id,
        reason: "spool_damaged",
        lost: "calls",
        // Whose they were stood in what is missing.
        family: everyFamily,
        lane: "production",
        count: missing.length,
        from: at,
        to: at,
      }),
    );
    return [...this.#gaps.values(), ...damaged];
  }

  /** So many calls had begun with this record: those in between, but for its own, are missing. */
  #begin(begun: number, { call, sequence }: Pick<ReadRecord, "call" | "sequence">): void {
    const before = this.#begun ?? begun;
    this.#begun = begun;
    if (begun - before <= (call > before && call <= begun ? 1 : 0)) return;
    const id = toStableId(this.#segment.id, `missing ${sequence}`);
    const part = { id, at: this.#findTime() };
    for (let each = before + 1; each <= begun; each += 1) {
      if (each !== call) this.#missing.set(each, part);
    }
  }

  #takeGap(payload: Buffer): void {
    const { gap, final, calls } = readGap(payload);
    for (const call of calls) {
      this.#open.delete(call);
      this.#missing.delete(call);
    }
    if (final) this.#gaps.delete(gap.id);
    else this.#gaps.set(gap.id, gap);
  }

  #findTime(): Date {
    const found = /"startedAt":"([^"]+)"/.exec(this.#last?.payload.toString() ?? "");
    const time = new Date(found?.[1] ?? Number.NaN);
    return Number.isNaN(time.getTime()) ? this.#segment.changedAt : time;
  }
}
