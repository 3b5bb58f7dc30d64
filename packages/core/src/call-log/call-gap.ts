import type { Lane } from "../provider/lane.js";

/** Why something of calls is missing in the log. */
export type GapReason =
  /** The queue in memory was full. */
  | "queue_full"
  /** The spool's room was used up. */
  | "spool_full"
  /** The spool's disk took nothing. */
  | "spool_failed"
  /** A part of the spool could not be read: it was torn or damaged. */
  | "spool_damaged"
  /** The database refused this record, whatever came with it. */
  | "rejected"
  /** A detector failed. */
  | "redaction_failed"
  | "subject_unknown"
  /** Its process ended before it was written. */
  | "process_ended";

/** Calls of which the log lacks something: counted, so that every figure can say how many it does not know of. */
export interface CallGap {
  readonly id: string;
  readonly reason: GapReason;
  /** `calls`: nothing of them is kept. `bodies`: figures are, what was said is not. */
  readonly lost: "calls" | "bodies";
  readonly family: string;
  readonly lane: Lane;
  readonly count: number;
  /** When the first and the last of them began. */
  readonly from: Date;
  readonly to: Date;
}
