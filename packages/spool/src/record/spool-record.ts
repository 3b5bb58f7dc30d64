/**
 * What a record tells. `intent`: a call begins. `call`: its record. `settled`: it is in the call log by another way, or
 * has nothing to bring. `gap`: losses were counted. `carried`: an intent of a segment that is deleted.
 */
export const recordTypes = ["intent", "call", "settled", "gap", "carried"] as const;

export type RecordType = (typeof recordTypes)[number];

/** The numbers of a record, by which what is missing between two of them can be counted. */
export interface RecordNumbers {
  readonly type: RecordType;
  /** Grows by one with each record of an owner, over all its segments. */
  readonly sequence: number;
  /** How many calls had begun at this owner, with this record. */
  readonly begun: number;
  /** Which of them it belongs to, from 1; 0 for a gap. A `call` without an intent begins at itself. */
  readonly call: number;
}

/** A record as it was read. */
export interface ReadRecord extends RecordNumbers {
  /** Where it begins and ends in its segment's file. */
  readonly from: number;
  readonly to: number;
  /** JSON, as UTF-8. */
  readonly payload: Buffer;
}
