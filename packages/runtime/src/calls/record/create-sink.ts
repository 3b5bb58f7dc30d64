import type { CallLog, CallSink } from "@promptrail/core";
import { QueueSink } from "./queue-sink.js";

interface SinkSettings {
  readonly log: Pick<CallLog, "append">;
  /** True where the log is in this process's own memory, and takes a record at once. */
  readonly isInMemory: boolean;
  readonly onProblem: (error: unknown) => void;
}

/** What stands in front of a call log. */
export function createSink({ log, isInMemory, onProblem }: SinkSettings): CallSink {
  const queue = new QueueSink(log, onProblem);
  return isInMemory ? createDirectSink(log, queue) : queue;
}

/** What a log in memory does not take at once, since it is not open yet, waits in the queue. */
function createDirectSink(log: Pick<CallLog, "append">, queue: CallSink): CallSink {
  let latest: Promise<void> = Promise.resolve();
  return {
    add: (record) => {
      latest = log.append([record]).catch(() => queue.add(record));
    },
    flush: async () => {
      await latest;
      await queue.flush();
    },
  };
}
