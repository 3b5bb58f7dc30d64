import { randomBytes } from "node:crypto";
import {
  type CallLog,
  gapsWithin,
  readFrom,
  sampleFrom,
  searchIn,
  usageOf,
} from "@promptrail/core/call-log";
import type { Room, RoomFile } from "./room.js";

/** A call log that reads all it has for each answer: enough for a store of one machine. */
export function openCalls({ read, write }: RoomFile): CallLog {
  const all = () => read(({ calls }) => calls.all());
  return {
    append: (appended) =>
      write(({ calls, erasures }) => {
        for (const call of appended) {
          const isErased = call.subject !== null && erasures.find(call.subject) !== null;
          if (!isErased && calls.find(call.id) === null) calls.put(call.id, call);
        }
      }),
    appendGaps: (appended) =>
      write(({ gaps }) => {
        for (const gap of appended) gaps.put(gap.id, gap);
      }),
    read: async (query) => readFrom(await all(), query),
    search: async (search) => searchIn(await all(), search),
    sample: async (query) => sampleFrom(await all(), query),
    usage: async (query) => usageOf(await all(), query),
    gaps: async (query) => gapsWithin(await read(({ gaps }) => gaps.all()), query),
    subjectSecret: () =>
      write(({ secrets }) => {
        const secret = secrets.find("subject") ?? new Uint8Array(randomBytes(32));
        secrets.put("subject", secret);
        return secret;
      }),
    erase: (subject, { actor, now }) =>
      write((room) => {
        const removed = remove(room, subject);
        const { askedAt = now, ...known } = room.erasures.find(subject) ?? { actor, calls: 0 };
        const calls = known.calls + removed;
        const erasure = { ...known, subject, askedAt, calls, completedAt: now };
        room.erasures.put(subject, erasure);
        return erasure;
      }),
    erasures: async () =>
      (await read(({ erasures }) => erasures.all())).toSorted(
        (one, other) => other.askedAt.getTime() - one.askedAt.getTime(),
      ),
    upkeep: async () => ({ made: [], dropped: [], moved: 0, erased: 0 }),
  };
}

function remove({ calls }: Room, subject: string): number {
  const gone = calls.all().filter((call) => call.subject === subject);
  for (const { id } of gone) calls.remove(id);
  return gone.length;
}
