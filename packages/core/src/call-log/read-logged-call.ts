import type { Attempt } from "../calls/attempt.js";
import type { LoggedCall } from "./logged-call.js";
import { defaultRetention } from "./retention.js";

type StoredAttempt = Omit<Attempt, "startedAt" | "fallback" | "pricesAsOf"> & {
  readonly startedAt: string;
  readonly pricesAsOf?: string | null;
  readonly fallback?: boolean;
};

/** Fields that calls of earlier builds do not have, and those that are left out where they were not asked for. */
type Later =
  | ("context" | "text" | "data" | "messages" | "subject")
  | ("attempts" | "fallback" | "attachments" | "runId" | "step" | "headroom")
  | ("bodyLoss" | "bodyRate" | "redaction" | "shape" | "shapeVersion" | "retention");

/** A call as JSON has it, also from an earlier build: times as text, fields of later left out. */
export type StoredCall = Omit<LoggedCall, Later | "startedAt"> & { readonly startedAt: string } & {
  readonly [Name in Exclude<Later, "attempts">]?: LoggedCall[Name] | null;
} & { readonly attempts?: readonly StoredAttempt[] | null };

/** JSON's call → the call. */
export function readLoggedCall(stored: StoredCall): LoggedCall {
  return {
    ...stored,
    ...readBody(stored),
    ...readKeeping(stored),
    fallback: stored.fallback ?? false,
    attachments: stored.attachments ?? [],
    runId: stored.runId ?? null,
    step: stored.step ?? null,
    headroom: stored.headroom ?? null,
    startedAt: new Date(stored.startedAt),
    attempts: (stored.attempts ?? []).map(readAttempt),
  };
}

function readBody({ context = null, messages = null, text = null, data = null }: StoredCall) {
  return { context, messages, text, data };
}

/** What a log says of how it keeps a call. */
function readKeeping(stored: StoredCall) {
  return {
    subject: stored.subject ?? null,
    bodyLoss: stored.bodyLoss ?? null,
    bodyRate: stored.bodyRate ?? 1,
    redaction: stored.redaction ?? null,
    shape: stored.shape ?? null,
    shapeVersion: stored.shapeVersion ?? null,
    retention: stored.retention ?? defaultRetention,
  };
}

function readAttempt(stored: StoredAttempt): Attempt {
  return {
    ...stored,
    fallback: stored.fallback ?? false,
    pricesAsOf: stored.pricesAsOf ?? null,
    startedAt: new Date(stored.startedAt),
  };
}
