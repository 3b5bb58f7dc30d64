import type { CallLog, CallRecord } from "@promptrail/core";
import { DelayedRun } from "../../delayed-run.js";
import { WaitingRecords } from "./waiting-records.js";

/** Records wait at most this long before they are written together. */
const flushDelayMs = 200;

interface RecorderPorts {
  readonly log: CallLog;
  /** Sees each record as it is made, also one that the log never takes. Never throws. */
  readonly onRecord: (record: CallRecord) => void;
  readonly onProblem: (error: unknown) => void;
}

/** Writes call records in batches, off the request path. It never fails or slows a call. */
export class CallRecorder {
  readonly #ports: RecorderPorts;
  readonly #waiting = new WaitingRecords();
  readonly #writing = new DelayedRun(flushDelayMs, () => this.#write());
  #told = 0;

  constructor(ports: RecorderPorts) {
    this.#ports = ports;
  }

  /** Records that were dropped, since more waited for the store than a process holds. */
  get lost(): number {
    return this.#waiting.lost;
  }

  add(record: CallRecord): void {
    this.#ports.onRecord(record);
    this.#waiting.add(record);
    this.#writing.ask();
  }

  /** Writes what waits. Resolves also when the store is away: the records then go on waiting. */
  flush(): Promise<void> {
    return this.#writing.now();
  }

  async #write(): Promise<void> {
    for (let batch = this.#waiting.take(); batch.length > 0; batch = this.#waiting.take()) {
      try {
        await this.#ports.log.append(batch);
      } catch (error) {
        this.#waiting.failed();
        this.#ports.onProblem(error);
        return;
      }
      this.#waiting.written();
    }
    this.#tellLost();
  }

  /** Once what waited is written: while the store is away, nobody knows how many it will be. */
  #tellLost(): void {
    const lost = this.lost - this.#told;
    if (lost === 0) return;
    this.#told = this.lost;
    this.#ports.onProblem(
      new Error(
        `${lost} call records were dropped: more of them waited for the store than a process holds. The calls themselves were answered.`,
      ),
    );
  }
}
