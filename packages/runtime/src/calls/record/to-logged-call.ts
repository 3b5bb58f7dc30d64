import { hash } from "node:crypto";
import type { CallRecord } from "@promptrail/core";
import type { BodyLoss, LoggedCall } from "@promptrail/core/call-log";
import type { Redactor } from "@promptrail/core/privacy";
import { shapeVersion, toContextShape } from "@promptrail/core/shape";
import { createNameGuard } from "./hide-names.js";
import type { PolicyOf } from "./logging-policy.js";
import {
  type CallBody,
  type CallTexts,
  dropTexts,
  noBody,
  redactBody,
  redactTexts,
} from "./redact-call.js";
import type { SubjectSecret } from "./subject-secret.js";
import type { Loss } from "./ways/gap-counter.js";

export interface LoggingPorts {
  readonly policyOf: PolicyOf;
  /** Null where the config asks for none. */
  readonly redactor: Redactor | null;
  readonly secret: Pick<SubjectSecret, "hash">;
  /** Counts what of a call is lost. Never throws. */
  readonly onLoss: (loss: Loss) => void;
}

/** `toLoggedCall`, once for each record: one that waits and is offered again is not looked through again, nor counted. */
export function createToLogged(ports: LoggingPorts): (record: CallRecord) => LoggedCall {
  const known = new WeakMap<CallRecord, LoggedCall>();
  const hidesName = createNameGuard(ports.redactor);
  return (record) => {
    const call = known.get(record) ?? toLoggedCall(record, { ...ports, hidesName });
    known.set(record, call);
    return call;
  };
}

interface LoggingParts extends LoggingPorts {
  readonly hidesName: (name: string) => boolean;
}

/**
 * A call's record → what may be stored of it. The shape is that of the context as it was given, but for
 * names in which a detector finds something. A body that is not kept
 * is not looked at by the detectors; errors, warnings and names always are. Never throws.
 */
function toLoggedCall(record: CallRecord, ports: LoggingParts): LoggedCall {
  const { bodyRate, retention } = ports.policyOf(record.family);
  const isSampled = bodyRate >= 1 || toShare(record.shadowOf ?? record.id) < bodyRate;
  const subject = record.subject === null ? null : ports.secret.hash(record.subject);
  const isUnknown = record.subject !== null && subject === null;
  const { loss, ...said } = isUnknown
    ? dropSaid(record, "subject_unknown")
    : redactSaid(record, isSampled, ports.redactor);
  if (loss !== null && isSampled) ports.onLoss({ reason: loss, lost: "bodies", call: record });
  return {
    ...record,
    ...said,
    ...toShape(record, ports),
    subject,
    bodyLoss: isSampled ? loss : "sampled_out",
    bodyRate,
    redaction: ports.redactor?.version ?? null,
    retention,
  };
}

type Said = CallBody & CallTexts & { readonly loss: CountedLoss | null };
type CountedLoss = Extract<BodyLoss, "subject_unknown" | "redaction_failed">;

function redactSaid(record: CallRecord, isSampled: boolean, redactor: Redactor | null): Said {
  const { context, messages, text, data, attachments, warnings, error } = record;
  const { answeredModel, requestId, stopReason, attempts } = record;
  const body = isSampled ? { context, messages, text, data } : noBody;
  const told = { answeredModel, requestId, stopReason, attempts };
  const texts = { attachments, warnings, error, ...told };
  if (redactor === null) return { ...body, ...texts, loss: null };
  try {
    return {
      ...(isSampled ? redactBody(redactor, body) : body),
      ...redactTexts(redactor, texts),
      loss: null,
    };
  } catch {
    // What it threw may repeat what it could not decide on.
    return dropSaid(record, "redaction_failed");
  }
}

function dropSaid(record: CallRecord, loss: CountedLoss): Said {
  return { ...noBody, ...dropTexts(record), loss };
}

function toShape(
  { context }: CallRecord,
  { hidesName }: LoggingParts,
): Pick<LoggedCall, "shape" | "shapeVersion"> {
  if (context === null) return { shape: null, shapeVersion: null };
  try {
    return { shape: toContextShape(context, { hidesName }), shapeVersion };
  } catch {
    // A context that is deeper than the stack has a record all the same.
    return { shape: null, shapeVersion: null };
  }
}

/**
 * 0 to 1, below 1, from what the id is: a repeat of the same call decides the same, in every process. A shadow run goes with
 * its call, so that what is kept of one can be compared.
 */
function toShare(id: string): number {
  return hash("sha256", id, "buffer").readUInt32BE(0) / 2 ** 32;
}
