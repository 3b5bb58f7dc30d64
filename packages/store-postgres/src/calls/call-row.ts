import type { Attempt, CallRecord, JsonValue } from "@promptrail/core";

type StoredAttempt = Omit<Attempt, "startedAt" | "fallback"> & {
  readonly startedAt: string;
  readonly fallback?: boolean;
};

/** A call as JSON: times as text; before `data`, `attempts`, `fallback` and a run's steps were kept, without them. */
interface StoredCall
  extends Omit<CallRecord, "startedAt" | "data" | "attempts" | "fallback" | "runId" | "step"> {
  readonly startedAt: string;
  readonly runId?: string | null;
  readonly step?: number | null;
  /** Before it was kept, no call asked a fallback. */
  readonly fallback?: boolean;
  readonly data?: JsonValue;
  readonly attempts?: readonly StoredAttempt[];
}

export interface CallRow {
  readonly record: StoredCall;
}

export function fromCallRow({ record }: CallRow): CallRecord {
  const { startedAt, data = null, attempts = [], fallback = false } = record;
  const { runId = null, step = null } = record;
  return {
    ...record,
    runId,
    step,
    data,
    fallback,
    startedAt: new Date(startedAt),
    attempts: attempts.map((attempt) => ({
      ...attempt,
      fallback: attempt.fallback ?? false,
      startedAt: new Date(attempt.startedAt),
    })),
  };
}
