import type { Attempt, CallRecord, JsonValue } from "@promptrail/core";

type StoredAttempt = Omit<Attempt, "startedAt"> & { readonly startedAt: string };

/** A call as JSON: times as text; before `data` and `attempts` were kept, without them. */
interface StoredCall extends Omit<CallRecord, "startedAt" | "data" | "attempts"> {
  readonly startedAt: string;
  readonly data?: JsonValue;
  readonly attempts?: readonly StoredAttempt[];
}

export interface CallRow {
  readonly record: StoredCall;
}

export function fromCallRow({ record }: CallRow): CallRecord {
  const { startedAt, data = null, attempts = [] } = record;
  return {
    ...record,
    data,
    startedAt: new Date(startedAt),
    attempts: attempts.map((attempt) => ({ ...attempt, startedAt: new Date(attempt.startedAt) })),
  };
}
