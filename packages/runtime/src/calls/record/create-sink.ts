import type { CallRecord } from "@promptrail/core";
import type { CallLog, CallSink } from "@promptrail/core/call-log";
import { DelayedRun } from "../../delayed-run.js";
import { flushDelayMs, QueueSink } from "./queue-sink.js";
import { toLoggedCall } from "./to-logged-call.js";

/** Records for a log in memory are handed over so many at once, which costs a call next to nothing. */
const handedRecords = 64;
const handedCharacters = 1_000_000;

interface SinkSettings {
  readonly log: Pick<CallLog, "append">;
  /** True where the log is in this process's own memory, and bounds itself what it keeps. */
  readonly isInMemory: boolean;
  readonly onProblem: (error: unknown) => void;
}

/** What stands in front of a call log. */
export function createSink({ log, isInMemory, onProblem }: SinkSettings): CallSink {
  const queue = new QueueSink(log, onProblem);
  return isInMemory ? createDirectSink(log, queue) : queue;
}

/** Measures and bounds nothing: what a log in memory does not take, since it is not open yet, waits in the queue. */
function createDirectSink(log: Pick<CallLog, "append">, queue: CallSink): CallSink {
  let fresh: CallRecord[] = [];
  let characters = 0;
  const handing = new DelayedRun(flushDelayMs, async () => {
    const records = fresh;
    fresh = [];
    characters = 0;
    if (records.length === 0) return;
    await log.append(records.map(toLoggedCall)).catch(() => {
      for (const record of records) queue.add(record);
    });
  });
  return {
    add: (record) => {
      // One that takes nothing for so long is not in memory, whatever it says.
      if (fresh.length >= 4 * handedRecords) return queue.add(record);
      fresh.push(record);
      characters += record.text?.length ?? 0;
      if (fresh.length >= handedRecords || characters > handedCharacters) void handing.now();
      else handing.ask();
    },
    flush: async () => {
      await handing.now();
      await queue.flush();
    },
  };
}
