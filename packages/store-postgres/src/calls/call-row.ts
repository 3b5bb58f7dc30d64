import type { Attempt, CallRecord, JsonValue } from "@promptrail/core";
import type { AttachmentRecord } from "@promptrail/core/lifecycle";

type StoredAttempt = Omit<Attempt, "startedAt" | "fallback" | "pricesAsOf"> & {
  readonly pricesAsOf?: string | null;
  readonly startedAt: string;
  readonly fallback?: boolean;
};

/** Fields that records of earlier builds do not have. */
type Later = "data" | "attempts" | "fallback" | "attachments" | "runId" | "step";

/** A call as JSON: times as text; `pricesAsOf` stands in its attempts. */
interface StoredCall extends Omit<CallRecord, "startedAt" | Later> {
  readonly startedAt: string;
  readonly runId?: string | null;
  readonly step?: number | null;
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
  const { runId = null, step = null } = record;
  return {
    ...record,
    runId,
    step,
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
