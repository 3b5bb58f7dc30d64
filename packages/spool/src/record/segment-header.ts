import { crc32c } from "./crc32c.js";

/**
 * The first bytes of a segment: a mark (8), the format's number (4), the CRC-32C of what follows (4), the number of
 * the last record before this segment (8), how many calls had begun before it (8), and the segment's own id (16).
 */
export const headerBytes = 48;

const mark = Buffer.from("PTSPOOL\n");
const formatNumber = 1;

export interface SegmentHeader {
  /** The sequence of the last record before it, and how many calls had begun by then. */
  readonly sequence: number;
  readonly begun: number;
  /** A UUID that tells when it was made: what is told of the segment twice is told once by it. */
  readonly id: string;
}

export function writeHeader({ sequence, begun, id }: SegmentHeader): Buffer {
  const bytes = Buffer.alloc(headerBytes);
  mark.copy(bytes);
  bytes.writeUInt32LE(formatNumber, 8);
  bytes.writeBigUInt64LE(BigInt(sequence), 16);
  bytes.writeBigUInt64LE(BigInt(begun), 24);
  bytes.write(id.replaceAll("-", ""), 32, "hex");
  bytes.writeUInt32LE(crc32c(bytes, 16), 12);
  return bytes;
}

/** Whether a later build wrote it, in a form that this one does not know. */
export function isOfLaterFormat(bytes: Buffer): boolean {
  return bytes.subarray(0, 8).equals(mark) && bytes.readUInt32LE(8) > formatNumber;
}

/** Null where it is damaged. */
export function readHeader(bytes: Buffer): SegmentHeader | null {
  if (bytes.length < headerBytes || !bytes.subarray(0, 8).equals(mark)) return null;
  if (bytes.readUInt32LE(12) !== crc32c(bytes, 16, headerBytes)) return null;
  return {
    sequence: Number(bytes.readBigUInt64LE(16)),
    begun: Number(bytes.readBigUInt64LE(24)),
    id: toUuid(bytes.toString("hex", 32, headerBytes)),
  };
}

function toUuid(hex: string): string {
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}
