import { findRecordLength, frameBytes, readRecord } from "../record/record-frame.js";
import { recordTypes } from "../record/spool-record.js";

interface Search {
  readonly bytes: Buffer;
  /** Where to begin. */
  readonly from: number;
  /** Of the last record that was read before, which ends where `bytes` begin; null where that is not known. */
  readonly sequence: number | null;
}

/** Where the next record begins that can be read; null where there is none. */
export function findNextRecord({ bytes, from, sequence }: Search): number | null {
  for (let at = from; at + frameBytes <= bytes.length; at += 1) {
    const type = bytes[at + 32] ?? 0;
    if (type === 0 || type > recordTypes.length) continue;
    const length = findRecordLength(bytes, at);
    if (length === null || at + length > bytes.length) continue;
    const record = readRecord(bytes, at);
    if (record === null) continue;
    // A record that a value holds as text may have any number: what was lost before has room for so many only.
    const grown = sequence === null ? 1 : record.sequence - sequence;
    if (grown >= 1 && grown <= 1 + Math.floor(at / frameBytes)) return at;
  }
  return null;
}
