import type { CallLog, CallRecord } from "@promptrail/core";
import { DelayedRun } from "../../delayed-run.js";

/** Records wait at most this long before they are written together. */
const flushDelayMs = 200;
const batchSize = 500;
/** What waits while the store is away; beyond it the oldest is dropped and counted. */
const capacity = 10_000;

interface RecorderPorts {
  readonly log: CallLog;
  /** Sees each record as it is made, also one that the log never takes. Never throws. */
  readonly onRecord: (record: CallRecord) => void;
  readonly onProblem: (error: unknown) => void;
}

/** Writes call records in batches, off the request path. It never fails or slows a call. */
export class CallRecorder {
  readonly #ports: RecorderPorts;
  #waiting: CallRecord[] = [];
  readonly #writing = new DelayedRun(flushDelayMs, () => this.#write());
  #lost = 0;

  constructor(ports: RecorderPorts) {
    this.#ports = ports;
  }

  /** Records that were dropped because the store was away for too long. */
  get lost(): number {
    return this.#lost;
  }

  add(record: CallRecord): void {
    this.#ports.onRecord(record);
    this.#waiting.push(record);
    if (this.#waiting.length > capacity) {
      this.#waiting.shift();
      this.#lost += 1;
    }
    this.#writing.ask();
  }

  /** Writes what waits. Resolves also when the store is away: the records then go on waiting. */
  flush(): Promise<void> {
    return this.#writing.now();
  }

  async #write(): Promise<void> {
    while (this.#waiting.length > 0) {
      const batch = this.#waiting.slice(0, batchSize);
      try {
        await this.#ports.log.append(batch);
      } catch (error) {
        this.#ports.onProblem(error);
        return;
      }
      const written = new Set(batch);
      this.#waiting = this.#waiting.filter((record) => !written.has(record));
    }
  }
}
