import type { CallRecord } from "../calls/call-record.js";
import type { Retention } from "./retention.js";

/** Why what was said in a call is not kept. */
export type BodyLoss =
  /** The family keeps the bodies of a share of its calls, and this is none of them. */
  | "sampled_out"
  /** The spool is short of room: figures came first. */
  | "shrunk"
  /** A detector failed, and what may hold a secret is not stored. */
  | "redaction_failed"
  /** The call names a subject, and the secret by which subjects are stored is not known yet. */
  | "subject_unknown"
  /** Its retention has ended, or its subject was erased. */
  | "expired";

/**
 * A call as it is kept. What was said, and the error, are redacted; `subject` is an HMAC. Where the body is not kept,
 * `context`, `messages`, `text` and `data` are null, and `bodyLoss` says why.
 */
export interface LoggedCall extends CallRecord {
  readonly bodyLoss: BodyLoss | null;
  /** The probability with which this call's body was to be kept: what rates that are made of bodies are weighted by. */
  readonly bodyRate: number;
  /** The detectors that looked for secrets, with their versions; null in a call from before they were. */
  readonly redaction: string | null;
  /** What the context looked like before it was redacted; null where nobody looked. */
  readonly shape: readonly string[] | null;
  /** The number of the scheme that the shape is made by. */
  readonly shapeVersion: number | null;
  readonly retention: Retention;
}
