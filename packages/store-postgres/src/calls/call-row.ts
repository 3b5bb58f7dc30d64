import type { Attempt, CallRecord, JsonValue } from "@promptrail/core";
import type { AttachmentRecord } from "@promptrail/core/lifecycle";

type StoredAttempt = Omit<Attempt, "startedAt" | "fallback" | "pricesAsOf"> & {
  readonly pricesAsOf?: string | null;
  readonly startedAt: string;
  readonly fallback?: boolean;
};

/** A call as JSON: times as text; before `data`, `attempts`, `fallback`, `attachments` and `pricesAsOf` were kept, without them. */
interface StoredCall
  extends Omit<CallRecord, "startedAt" | "data" | "attempts" | "fallback" | "attachments"> {
  readonly startedAt: string;
  /** Before it was kept, no call asked a fallback. */
  readonly fallback?: boolean;
  readonly data?: JsonValue;
  readonly attachments?: readonly AttachmentRecord[];
  readonly attempts?: readonly StoredAttempt[];
}

export interface CallRow {
  readonly record: StoredCall;
}

export function fromCallRow({ record }: CallRow): CallRecord {
  const { startedAt, data = null, attempts = [], fallback = false, attachments = [] } = record;
  return {
    ...record,
    data,
    fallback,
    attachments,
    startedAt: new Date(startedAt),
    attempts: attempts.map((attempt) => ({
      ...attempt,
      fallback: attempt.fallback ?? false,
      pricesAsOf: attempt.pricesAsOf ?? null,
      startedAt: new Date(attempt.startedAt),
    })),
  };
}
