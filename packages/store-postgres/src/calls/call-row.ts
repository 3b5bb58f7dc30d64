import type { Attempt, CallRecord, JsonValue } from "@promptrail/core";
import type { AttachmentRecord, Headroom } from "@promptrail/core/lifecycle";

type StoredAttempt = Omit<Attempt, "startedAt" | "fallback" | "pricesAsOf"> & {
  readonly pricesAsOf?: string | null;
  readonly startedAt: string;
  readonly fallback?: boolean;
};

/** What was said in a call. */
type Body = "context" | "text" | "data";

/** Fields that records of earlier builds do not have. */
type Later = "attempts" | "fallback" | "attachments" | "runId" | "step" | "headroom";

/** A call as JSON: times as text; `pricesAsOf` stands in its attempts. */
interface StoredCall extends Omit<CallRecord, Body | "startedAt" | Later> {
  readonly startedAt: string;
  readonly runId?: string | null;
  readonly step?: number | null;
  /** Before it was kept, no call asked a fallback. */
  readonly fallback?: boolean | null;
  readonly headroom?: Headroom | null;
  /** These three are absent where they were not asked for. */
  readonly context?: JsonValue;
  readonly text?: string | null;
  readonly data?: JsonValue;
  readonly attachments?: readonly AttachmentRecord[] | null;
  readonly attempts?: readonly StoredAttempt[] | null;
}

const withoutBodies: Readonly<Record<Exclude<keyof CallRecord, Body>, true>> = {
  id: true,
  family: true,
  version: true,
  contentHash: true,
  revision: true,
  stateSource: true,
  degraded: true,
  pinned: true,
  lane: true,
  shadowOf: true,
  runId: true,
  step: true,
  startedAt: true,
  provider: true,
  requestedModel: true,
  durationMs: true,
  answeredModel: true,
  fallback: true,
  outcome: true,
  success: true,
  usage: true,
  cost: true,
  requestId: true,
  stopReason: true,
  headroom: true,
  attachments: true,
  warnings: true,
  error: true,
  attempts: true,
};

const fields = Object.keys(withoutBodies).map((name) => `'${name}', record -> '${name}'`);
// A record with a null character, or with half of a surrogate pair, is text to PostgreSQL: it cannot be taken apart.
const isWhole = String.raw`strpos(record::text, '\u0000') > 0 or strpos(record::text, '\ud') > 0`;
const selectFields = `case when ${isWhole} then record
  else json_build_object(${fields.join(", ")}) end as record`;

/** The record in a query's answer; without its bodies, as far as that can be, where nobody asks for them. */
export function selectRecord(bodies: boolean = true): string {
  return bodies ? "record" : selectFields;
}

export interface CallRow {
  readonly record: StoredCall;
}

export function fromCallRow({ record }: CallRow): CallRecord {
  const { startedAt, context = null, text = null, data = null } = record;
  const { attempts, fallback, attachments } = record;
  const { headroom = null, runId = null, step = null } = record;
  return {
    ...record,
    context,
    text,
    data,
    fallback: fallback ?? false,
    attachments: attachments ?? [],
    runId,
    step,
    headroom,
    startedAt: new Date(startedAt),
    attempts: (attempts ?? []).map((attempt) => ({
      ...attempt,
      fallback: attempt.fallback ?? false,
      pricesAsOf: attempt.pricesAsOf ?? null,
      startedAt: new Date(attempt.startedAt),
    })),
  };
}
