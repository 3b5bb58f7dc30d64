import type { CallGap, LoggedCall } from "@promptrail/core/call-log";
import { readCall, readGap } from "../record/read-payload.js";
import type { ReadRecord } from "../record/spool-record.js";
import { readSegment } from "../segment/read-segment.js";
import type { WaitingSegment } from "../segment/waiting-segment.js";

/** So much goes to the call log at once. */
const mostCalls = 500;
const mostBytes = 4_000_000;

export interface Batch {
  readonly calls: readonly LoggedCall[];
  readonly gaps: readonly CallGap[];
  /** Where the next one begins. */
  readonly to: number;
}

/** What comes next of a segment, up to a place in it. Throws file system errors. */
export async function readBatch(segment: WaitingSegment, upTo: number): Promise<Batch> {
  const maker = new BatchMaker();
  const part = { source: segment.path, from: segment.shipped, to: upTo, sequence: null };
  for await (const records of readSegment(part)) {
    const last = records.find((record) => maker.take(record));
    if (last !== undefined) return { ...maker.made, to: last.to };
  }
  return { ...maker.made, to: upTo };
}

class BatchMaker {
  readonly made: { readonly calls: LoggedCall[]; readonly gaps: CallGap[] } = {
    calls: [],
    gaps: [],
  };
  #bytes = 0;

  /** Whether the batch is full with it. */
  take({ type, payload }: ReadRecord): boolean {
    const { calls, gaps } = this.made;
    if (type === "call") calls.push(readCall(payload));
    if (type === "gap") gaps.push(...readFinalGap(payload));
    this.#bytes += payload.length;
    return calls.length >= mostCalls || this.#bytes >= mostBytes;
  }
}

/** One that is not final yet is told again, by a later record. */
function readFinalGap(payload: Buffer): readonly CallGap[] {
  const { gap, final } = readGap(payload);
  return final ? [gap] : [];
}
