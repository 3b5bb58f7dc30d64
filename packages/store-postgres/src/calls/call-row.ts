import type { CallRecord, JsonValue } from "@promptrail/core";

/** A call as JSON: the time as text; before `data` was kept, without it. */
interface StoredCall extends Omit<CallRecord, "startedAt" | "data"> {
  readonly startedAt: string;
  readonly data?: JsonValue;
}

export interface CallRow {
  readonly record: StoredCall;
}

export function fromCallRow({ record }: CallRow): CallRecord {
  return { ...record, data: record.data ?? null, startedAt: new Date(record.startedAt) };
}
