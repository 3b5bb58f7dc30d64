import { headerBytes } from "../record/segment-header.js";
import type { ReadRecord } from "../record/spool-record.js";
import { readSegment } from "../segment/read-segment.js";
import type { Journal } from "./journal.js";
import type { OpenCalls } from "./open-calls.js";

interface Move {
  readonly from: Journal;
  readonly to: Journal;
  readonly open: OpenCalls;
}

/** So much is read before it is written. */
const sliceBytes = 262_144;

/**
 * Writes again, into a journal of a new folder, what may not have been in the old one when another process took that:
 * everything since it was last known to be this process's, and the calls that are open. What is there twice is in the
 * call log once, by its id. Throws file system errors; the open calls are then as before.
 */
export async function moveOut({ from, to, open }: Move): Promise<void> {
  const read = new Map<object, number>();
  let segment = findUnread(from, read);
  while (segment !== undefined) {
    const { file, size } = segment;
    const start = read.get(segment) ?? Math.max(segment.verified, headerBytes);
    for await (const records of readSegment({ source: file, from: start, to: size })) {
      writeAgain(records, to);
    }
    read.set(segment, size);
    segment = findUnread(from, read);
  }
  moveOpen(to, open);
}

function writeAgain(records: readonly ReadRecord[], to: Journal): void {
  for (const { type, payload } of records) {
    if (type === "call") to.add("call", payload);
    if (type === "gap") to.add("gap", payload, 0);
    if (to.buffered >= sliceBytes) to.commit();
  }
  if (to.buffered > 0) to.commit();
}

function findUnread(from: Journal, read: ReadonlyMap<object, number>) {
  return from.segments.find((each) => (read.get(each) ?? each.verified) < each.size && each.isOpen);
}

/** At once, so that no call begins in between. */
function moveOpen(to: Journal, open: OpenCalls): void {
  const moved = open.list().map(({ intent }) => ({
    intent,
    call: to.add("intent", JSON.stringify(intent)),
  }));
  if (moved.length === 0) return;
  const segment = to.commit();
  for (const { intent, call } of moved) open.set({ intent, written: { call, segment } });
}
