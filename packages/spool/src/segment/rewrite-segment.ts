import { closeSync, openSync, readSync, renameSync, rmSync } from "node:fs";
import type { Disk } from "../disk.js";
import { readCall } from "../record/read-payload.js";
import { RecordBuffer } from "../record/record-buffer.js";
import { headerBytes } from "../record/segment-header.js";
import type { ReadRecord } from "../record/spool-record.js";
import { findSubjects } from "./find-subjects.js";
import { readSegment } from "./read-segment.js";
import type { WaitingSegment } from "./waiting-segment.js";

interface Rewriting {
  readonly disk: Disk;
  readonly isErased: (subject: string) => boolean;
}

/**
 * Takes the calls of erased subjects out of a segment's file, which nobody writes to any more. That they ended stays, so
 * that they are not taken for lost. Throws file system errors; the file is then as before.
 */
export async function rewriteSegment(
  segment: WaitingSegment,
  { disk, isErased }: Rewriting,
): Promise<void> {
  if (!(await holdsErased(segment, isErased))) return;
  const draft = `${segment.path}.${process.pid}.new`;
  rmSync(draft, { force: true });
  const file = disk.create(draft);
  try {
    const written = await writeRest({ segment, disk, isErased, file });
    await disk.sync(file);
    renameSync(draft, segment.path);
    Object.assign(segment, written);
  } catch (error) {
    rmSync(draft, { force: true });
    throw error;
  } finally {
    closeSync(file);
  }
}

async function holdsErased(
  { path }: WaitingSegment,
  isErased: (subject: string) => boolean,
): Promise<boolean> {
  for await (const records of readSegment({ source: path })) {
    if (records.some((record) => isOfErased(record, isErased))) return true;
  }
  return false;
}

function isOfErased(
  { type, payload }: ReadRecord,
  isErased: (subject: string) => boolean,
): boolean {
  if (type !== "call" || !findSubjects(payload).some(isErased)) return false;
  const { subject } = readCall(payload);
  return subject !== null && isErased(subject);
}

interface Rest extends Rewriting {
  readonly segment: WaitingSegment;
  readonly file: number;
}

async function writeRest({ segment, disk, isErased, file }: Rest) {
  let size = headerBytes;
  let shipped = headerBytes;
  let calls = segment.calls;
  disk.append(file, readHeaderBytes(segment.path));
  const buffer = new RecordBuffer();
  for await (const records of readSegment({ source: segment.path })) {
    for (const record of records) {
      const isOut = isOfErased(record, isErased);
      const isWaiting = record.from >= segment.shipped;
      if (isOut && isWaiting) calls -= 1;
      if (isOut)
        buffer.add({ ...record, type: "settled" }, JSON.stringify(readCall(record.payload).id));
      else buffer.add(record, record.payload);
      if (!isWaiting) shipped = size + buffer.length;
    }
    disk.append(file, buffer.bytes);
    size += buffer.length;
    buffer.clear();
  }
  return { size, shipped, calls };
}

function readHeaderBytes(path: string): Buffer {
  const file = openSync(path, "r");
  try {
    const bytes = Buffer.alloc(headerBytes);
    readSync(file, bytes, 0, headerBytes, 0);
    return bytes;
  } finally {
    closeSync(file);
  }
}
