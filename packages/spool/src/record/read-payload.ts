import {
  type CallGap,
  type CallIntent,
  type LoggedCall,
  readLoggedCall,
  type StoredCall,
} from "@promptrail/core/call-log";
import type { GapRecord } from "../room/gap-ledger.js";

/** What this package wrote itself, under a checksum; times are text. */
type Stored<Value, Times extends keyof Value> = Omit<Value, Times> & Record<Times, string>;

export function readCall(payload: Buffer): LoggedCall {
  return readLoggedCall(JSON.parse(payload.toString()) as StoredCall);
}

export function readCallIntent(payload: Buffer): CallIntent {
  const stored = JSON.parse(payload.toString()) as Stored<CallIntent, "startedAt">;
  return { ...stored, startedAt: new Date(stored.startedAt) };
}

export function readGap(payload: Buffer): GapRecord {
  const { gap, ...record } = JSON.parse(payload.toString()) as Omit<GapRecord, "gap"> & {
    readonly gap: Stored<CallGap, "from" | "to">;
  };
  return { ...record, gap: { ...gap, from: new Date(gap.from), to: new Date(gap.to) } };
}
