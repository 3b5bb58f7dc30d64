import type { CallRecord } from "../../calls/call-record.js";

/** Takes the records of calls off their path, in front of a call log: a queue in memory, or a spool. */
export interface CallSink {
  /** Takes a record at once. Never throws, and no call waits for it. */
  add(record: CallRecord): void;
  /** Writes what waits. Resolves also where the log cannot be reached: the records then go on waiting. */
  flush(): Promise<void>;
}
