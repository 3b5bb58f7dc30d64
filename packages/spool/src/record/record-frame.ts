import { crc32c } from "./crc32c.js";
import { type ReadRecord, type RecordNumbers, recordTypes } from "./spool-record.js";

/**
 * Bytes before a record's payload, little-endian: the payload's length (4), the CRC-32C of all that follows it (4),
 * sequence (8), begun (8), call (8), type (1).
 */
export const frameBytes = 33;

/** What the checksum covers begins here. */
const covered = 8;
const twoTo32 = 0x1_0000_0000;

/** Writes the numbers and the checksum in front of a payload that stands there already. */
export function writeFrame(
  bytes: Buffer,
  at: number,
  frame: RecordNumbers & { length: number },
): void {
  bytes.writeUInt32LE(frame.length, at);
  writeNumber(bytes, at + 8, frame.sequence);
  writeNumber(bytes, at + 16, frame.begun);
  writeNumber(bytes, at + 24, frame.call);
  bytes[at + 32] = recordTypes.indexOf(frame.type) + 1;
  bytes.writeUInt32LE(crc32c(bytes, at + covered, at + frameBytes + frame.length), at + 4);
}

function writeNumber(bytes: Buffer, at: number, value: number): void {
  bytes.writeUInt32LE(value % twoTo32, at);
  bytes.writeUInt32LE(Math.floor(value / twoTo32), at + 4);
}

function readNumber(bytes: Buffer, at: number): number {
  return bytes.readUInt32LE(at) + bytes.readUInt32LE(at + 4) * twoTo32;
}

/** How long the record is that seems to begin there; null where its frame is not there whole. */
export function findRecordLength(bytes: Buffer, at: number): number | null {
  return at + frameBytes <= bytes.length ? frameBytes + bytes.readUInt32LE(at) : null;
}

/** The record that begins there; null where there is none, or not all of it, or a damaged one. */
export function readRecord(bytes: Buffer, at: number): Omit<ReadRecord, "from" | "to"> | null {
  const length = findRecordLength(bytes, at);
  const type = recordTypes[(bytes[at + 32] ?? 0) - 1];
  if (length === null || type === undefined || at + length > bytes.length) return null;
  if (crc32c(bytes, at + covered, at + length) !== bytes.readUInt32LE(at + 4)) return null;
  return {
    type,
    sequence: readNumber(bytes, at + 8),
    begun: readNumber(bytes, at + 16),
    call: readNumber(bytes, at + 24),
    payload: bytes.subarray(at + frameBytes, at + length),
  };
}
