import { closeSync, rmSync } from "node:fs";
import { join } from "node:path";
import { createCallId } from "@promptrail/core/call-log";
import { findErrorCode } from "@promptrail/core/errors";
import type { Clock } from "../clock.js";
import type { Disk } from "../disk.js";
import type { OwnFolder } from "../owner/own-folder.js";
import { RecordBuffer } from "../record/record-buffer.js";
import { headerBytes, writeHeader } from "../record/segment-header.js";
import type { RecordType } from "../record/spool-record.js";
import { toSegmentName, type WaitingSegment } from "../segment/waiting-segment.js";

/** A segment that this process writes, or wrote. */
export interface OwnSegment extends WaitingSegment {
  /** Open until all of it is known to be on disk. */
  readonly file: number;
  /** Up to there it is on disk, in a folder that is still this process's. */
  verified: number;
  isOpen: boolean;
  /** By the clock of the spool, in milliseconds. */
  readonly madeAt: number;
}

interface Numbers {
  readonly sequence: number;
  readonly begun: number;
}

export interface JournalSettings {
  readonly disk: Disk;
  readonly folder: OwnFolder;
  readonly segmentBytes: number;
  readonly clock: Pick<Clock, "now" | "elapsed">;
}

/** What one owner writes: records, in segments that follow each other. */
export class Journal {
  readonly folder: OwnFolder;
  /** Oldest first; those that were brought are taken out. */
  readonly segments: OwnSegment[] = [];
  readonly #settings: JournalSettings;
  readonly #buffer = new RecordBuffer();
  #written: Numbers = { sequence: 0, begun: 0 };
  /** With what is in the buffer. */
  #next: Numbers = this.#written;
  #bufferedCalls = 0;
  #count = 0;
  #current: OwnSegment | null = null;
  #hasNewNames = true;

  constructor(settings: JournalSettings) {
    this.#settings = settings;
    this.folder = settings.folder;
  }

  get buffered(): number {
    return this.#buffer.length;
  }

  /** The segment that is written to; null before the first record, and after `rotate`. */
  get current(): OwnSegment | null {
    return this.#current;
  }

  /** Puts a record into the buffer. `call`: to which call it belongs; without it another one begins. Returns which. */
  add(type: RecordType, payload: string | Uint8Array, call?: number): number {
    const { sequence, begun } = this.#next;
    const next = { sequence: sequence + 1, begun: call === undefined ? begun + 1 : begun };
    this.#buffer.add({ type, ...next, call: call ?? next.begun }, payload);
    this.#next = next;
    if (type === "call") this.#bufferedCalls += 1;
    return call ?? next.begun;
  }

  /** Empties the buffer without a trace. */
  discard(): void {
    this.#next = this.#written;
    this.#bufferedCalls = 0;
    this.#buffer.clear();
  }

  /** Writes the buffer, all of it or nothing. Throws file system errors. */
  commit(): OwnSegment {
    try {
      const segment = this.#findSegment();
      this.#append(segment);
      segment.size += this.#buffer.length;
      segment.calls += this.#bufferedCalls;
      this.#written = this.#next;
      return segment;
    } finally {
      this.discard();
    }
  }

  /** What comes next goes into a new segment. */
  rotate(): void {
    const current = this.#current;
    this.#current = null;
    if (current !== null && current.verified >= current.size) closeFile(current);
  }

  /**
   * Waits until everything that was written before is on disk.
   *
   * @returns false where the folder is somebody else's by now. Throws file system errors.
   */
  async sync(): Promise<boolean> {
    const { disk } = this.#settings;
    const marks = this.segments
      .filter(({ verified, size }) => verified < size)
      .map((segment) => ({ segment, size: segment.size }));
    const hadNewNames = this.#hasNewNames;
    this.#hasNewNames = false;
    try {
      for (const { segment } of marks) await disk.sync(segment.file);
      if (hadNewNames) await disk.syncFolder(this.folder.path);
      if (!(await this.folder.isOurs())) return false;
    } catch (error) {
      this.#hasNewNames ||= hadNewNames;
      if (findErrorCode(error) === "ENOENT") return false;
      throw error;
    }
    for (const { segment, size } of marks) segment.verified = size;
    for (const segment of this.segments) {
      if (segment !== this.#current && segment.verified >= segment.size) closeFile(segment);
    }
    return true;
  }

  /** Of all its files. */
  get bytes(): number {
    let sum = 0;
    for (const { size } of this.segments) sum += size;
    return sum;
  }

  get isSynced(): boolean {
    return this.segments.every(({ verified, size }) => verified >= size);
  }

  /** Forgets a segment that is not written to any more. */
  forget(segment: OwnSegment): void {
    closeFile(segment);
    const at = this.segments.indexOf(segment);
    if (at >= 0) this.segments.splice(at, 1);
  }

  /** Closes all files. */
  close(): void {
    for (const segment of this.segments) closeFile(segment);
    this.#current = null;
  }

  #append(segment: OwnSegment): void {
    const { disk } = this.#settings;
    try {
      disk.append(segment.file, this.#buffer.room, this.#buffer.length);
    } catch (error) {
      try {
        disk.truncate(segment.file, segment.size);
      } catch {
        // What is torn stands at the segment's end, where readers pass over it.
        this.rotate();
      }
      throw error;
    }
  }

  #findSegment(): OwnSegment {
    const { segmentBytes } = this.#settings;
    const current = this.#current;
    const isFull = (current?.size ?? 0) >= segmentBytes;
    if (current !== null && !isFull) return current;
    const made = this.#makeSegment();
    this.segments.push(made);
    this.#current = made;
    return made;
  }

  #makeSegment(): OwnSegment {
    const { disk, clock } = this.#settings;
    this.#count += 1;
    const path = join(this.folder.path, toSegmentName(this.#count));
    const id = createCallId(clock.now());
    const file = disk.create(path);
    this.#hasNewNames = true;
    try {
      disk.append(file, writeHeader({ ...this.#written, id }));
    } catch (error) {
      closeSync(file);
      rmSync(path, { force: true });
      throw error;
    }
    const known = { path, id, file, refused: new Map(), madeAt: clock.elapsed() };
    const size = headerBytes;
    return { ...known, size, shipped: size, calls: 0, verified: 0, isOpen: true };
  }
}

function closeFile(segment: OwnSegment): void {
  if (!segment.isOpen) return;
  segment.isOpen = false;
  closeSync(segment.file);
}
