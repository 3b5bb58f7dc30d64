import type { CallRecord } from "@promptrail/core";

/** A call as JSON: the time as text. */
interface StoredCall extends Omit<CallRecord, "startedAt"> {
  readonly startedAt: string;
}

export interface CallRow {
  readonly record: StoredCall;
}

export function fromCallRow({ record }: CallRow): CallRecord {
  return { ...record, startedAt: new Date(record.startedAt) };
}
