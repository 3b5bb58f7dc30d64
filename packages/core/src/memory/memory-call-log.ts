import { randomBytes } from "node:crypto";
import type { CallGap } from "../call-log/call-gap.js";
import type { Erasure } from "../call-log/erasure.js";
import { gapsWithin, readFrom, sampleFrom, searchIn, usageOf } from "../call-log/look-through.js";
import type { CallLog } from "../ports/calls/call-log.js";
import { CallMemory } from "./call-memory.js";

/** The call log in memory: the newest calls only. */
export function createMemoryCallLog(capacity?: number): CallLog {
  const memory = new CallMemory(capacity);
  const gaps = new Map<string, CallGap>();
  const erasures = new Map<string, Erasure>();
  const secret = randomBytes(32);
  return {
    append: async (calls) => {
      for (const call of calls) {
        if (call.subject === null || !erasures.has(call.subject)) memory.add(call);
      }
    },
    appendGaps: async (appended) => {
      for (const gap of appended) gaps.set(gap.id, gap);
    },
    read: async (query) => readFrom(memory.list(), query),
    search: async (search) => searchIn(memory.list(), search),
    sample: async (query) => sampleFrom(memory.list(), query),
    usage: async (query) => usageOf(memory.list(), query),
    gaps: async (query) => gapsWithin([...gaps.values()], query),
    subjectSecret: async () => secret,
    erase: async (subject, { actor, now }) => {
      const removed = memory.remove((call) => call.subject === subject);
      const { askedAt = now, ...known } = erasures.get(subject) ?? { actor, calls: 0 };
      const calls = known.calls + removed;
      const erasure = { ...known, subject, askedAt, calls, completedAt: now };
      erasures.set(subject, erasure);
      return erasure;
    },
    erasures: async () =>
      [...erasures.values()].sort((one, other) => other.askedAt.getTime() - one.askedAt.getTime()),
    upkeep: async () => ({ made: [], dropped: [], moved: 0, erased: 0 }),
  };
}
