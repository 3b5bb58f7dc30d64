import type { CallGap, LoggedCall } from "@promptrail/core/call-log";
import { readCall, readGap } from "../record/read-payload.js";
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
  const calls: LoggedCall[] = [];
  const gaps: CallGap[] = [];
  let bytes = 0;
  const part = { source: segment.path, from: segment.shipped, to: upTo, sequence: null };
  for await (const records of readSegment(part)) {
    for (const { type, payload, to } of records) {
      if (type === "call") calls.push(readCall(payload));
      if (type === "gap") {
        const { gap, final } = readGap(payload);
        if (final) gaps.push(gap);
      }
      bytes += payload.length;
      if (calls.length >= mostCalls || bytes >= mostBytes) return { calls, gaps, to };
    }
  }
  return { calls, gaps, to: upTo };
}
