import { closeSync, fstatSync, openSync, read } from "node:fs";
import { promisify } from "node:util";
import { findRecordLength, readRecord } from "../record/record-frame.js";
import {
  headerBytes,
  isOfLaterFormat,
  readHeader,
  type SegmentHeader,
} from "../record/segment-header.js";
import type { ReadRecord } from "../record/spool-record.js";
import { findNextRecord } from "./find-next-record.js";

/** How much is read at a time, where no record is larger; then others have their turn. */
const chunkBytes = 131_072;

const readFile = promisify(read);

interface SegmentPart {
  /** Its path, or the number of a file that is open. */
  readonly source: string | number;
  /** Where a record begins. Default: the first one. */
  readonly from?: number;
  /** Where reading ends. Default: the file's end. */
  readonly to?: number;
  /** The sequence of the last record before it. Default: what the header says. */
  readonly sequence?: number | null;
}

/** The header of a segment; null where it is damaged, `later` where a later build wrote it. Throws file system errors. */
export async function readSegmentHeader(path: string): Promise<SegmentHeader | "later" | null> {
  const file = openSync(path, "r");
  try {
    const bytes = await readBytes(file, { from: 0, length: headerBytes });
    return bytes.length === headerBytes && isOfLaterFormat(bytes) ? "later" : readHeader(bytes);
  } finally {
    closeSync(file);
  }
}

/**
 * The records of a segment in their order, some at a time. What is damaged is passed over: the numbers of the records
 * around it tell what is missing. Throws file system errors.
 */
export async function* readSegment(part: SegmentPart): AsyncGenerator<readonly ReadRecord[]> {
  const { source, from = headerBytes } = part;
  const file = typeof source === "string" ? openSync(source, "r") : source;
  try {
    const to = Math.min(part.to ?? Number.POSITIVE_INFINITY, fstatSync(file).size);
    const sequence = part.sequence ?? (await findFirstSequence(file));
    const reader = new ChunkReader({ file, from, to, sequence });
    while (!reader.isAtEnd) {
      const records = await reader.next();
      if (records.length > 0) yield records;
    }
  } finally {
    if (typeof source === "string") closeSync(file);
  }
}

async function findFirstSequence(file: number): Promise<number | null> {
  return readHeader(await readBytes(file, { from: 0, length: headerBytes }))?.sequence ?? null;
}

interface ChunkReaderSettings {
  readonly file: number;
  readonly from: number;
  readonly to: number;
  readonly sequence: number | null;
}

class ChunkReader {
  readonly #file: number;
  #to: number;
  /** Bytes that are not read as records yet, and where they begin. */
  #held: Buffer = Buffer.alloc(0);
  #at: number;
  #sequence: number | null;
  isAtEnd: boolean;

  constructor({ file, from, to, sequence }: ChunkReaderSettings) {
    this.#file = file;
    this.#at = from;
    this.#to = to;
    this.#sequence = sequence;
    this.isAtEnd = from >= to;
  }

  async next(): Promise<readonly ReadRecord[]> {
    await this.#hold(this.#findWanted());
    const records = this.#take();
    if (records.length > 0 || this.isAtEnd) return records;
    // Not all of the record is held: the next turn holds it.
    const needed = Math.min(this.#findWanted(), this.#to - this.#at);
    if (this.#held.length >= needed) await this.#passDamage();
    return [];
  }

  /** How many bytes the record takes that seems to begin here. */
  #findWanted(): number {
    return findRecordLength(this.#held, 0) ?? chunkBytes;
  }

  /** Holds at least so many bytes, or all that there are. */
  async #hold(wanted: number): Promise<void> {
    const left = this.#to - this.#at - this.#held.length;
    const missing = wanted - this.#held.length;
    if (missing <= 0 || left <= 0) return;
    const from = this.#at + this.#held.length;
    const length = Math.min(left, Math.max(missing, chunkBytes));
    const read = await readBytes(this.#file, { from, length });
    this.#held = Buffer.concat([this.#held, read]);
    // The file is shorter than it was.
    if (read.length < length) this.#to = from + read.length;
    this.isAtEnd = this.#at >= this.#to;
  }

  #take(): readonly ReadRecord[] {
    const records: ReadRecord[] = [];
    let used = 0;
    for (;;) {
      const length = findRecordLength(this.#held, used);
      const record = length === null ? null : readRecord(this.#held, used);
      if (length === null || record === null) break;
      const from = this.#at + used;
      records.push({ ...record, from, to: from + length });
      used += length;
      this.#sequence = record.sequence;
    }
    this.#drop(used);
    return records;
  }

  #drop(bytes: number): void {
    this.#held = this.#held.subarray(bytes);
    this.#at += bytes;
    this.isAtEnd = this.#at >= this.#to;
  }

  async #passDamage(): Promise<void> {
    await this.#hold(this.#to - this.#at);
    const found = findNextRecord({ bytes: this.#held, from: 1, sequence: this.#sequence });
    this.#drop(found ?? this.#held.length);
  }
}

async function readBytes(
  file: number,
  { from, length }: { readonly from: number; readonly length: number },
): Promise<Buffer> {
  const bytes = Buffer.allocUnsafeSlow(length);
  let done = 0;
  while (done < length) {
    const { bytesRead } = await readFile(file, bytes, done, length - done, from + done);
    if (bytesRead === 0) break;
    done += bytesRead;
  }
  return bytes.subarray(0, done);
}
