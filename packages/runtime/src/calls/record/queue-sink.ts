import { type CallRecord, PromptrailError } from "@promptrail/core";
import { estimateBytes } from "@promptrail/core/lifecycle";
import type { CallLog, CallSink } from "@promptrail/core/call-log";
import { DelayedRun } from "../../delayed-run.js";
import { toLoggedCall } from "./to-logged-call.js";

/** Records wait at most this long before they are written together. */
export const flushDelayMs = 200;
/** What the log did not take is offered again after this, also where no call comes. */
const retryMs = 5_000;

/** What waits while the log is away; beyond either the oldest is dropped and counted. */
export const mostRecords = 10_000;
export const mostBytes = 64_000_000;
/** What is written together: the store makes a text of it, and a statement of that. */
export const batchRecords = 500;
export const batchBytes = 4_000_000;

/** Measured so many at once: of a call that just ended it would take longer, and the call is waited for. */
const measuredRecords = 32;

interface Waiting {
  readonly record: CallRecord;
  readonly bytes: number;
}

/**
 * Call records on their way to a log that may be away: written in batches, off the calls' path, and bounded by
 * number and by memory, since a record may hold a whole answer.
 */
export class QueueSink implements CallSink {
  readonly #log: Pick<CallLog, "append">;
  readonly #onProblem: (error: unknown) => void;
  readonly #writing = new DelayedRun(flushDelayMs, () => this.#write());
  #waiting: Waiting[] = [];
  /** What the log is being given. It is not dropped: it may be there already. */
  #given: readonly Waiting[] = [];
  /** Those that came since the last were measured. */
  #fresh: CallRecord[] = [];
  #bytes = 0;
  #lost = 0;
  #told = 0;
  #retry: NodeJS.Timeout | undefined;

  constructor(log: Pick<CallLog, "append">, onProblem: (error: unknown) => void) {
    this.#log = log;
    this.#onProblem = onProblem;
  }

  /** Records that were dropped, since more waited for the log than a process holds. */
  get lost(): number {
    return this.#lost;
  }

  add(record: CallRecord): void {
    this.#fresh.push(record);
    if (this.#fresh.length >= measuredRecords) this.#measure();
    this.#drop();
    this.#writing.ask();
  }

  flush(): Promise<void> {
    return this.#writing.now();
  }

  async #write(): Promise<void> {
    clearTimeout(this.#retry);
    for (this.#measure(); this.#waiting.length > 0; this.#measure()) {
      this.#given = this.#waiting.splice(0, this.#batchSize());
      try {
        await this.#log.append(this.#given.map(({ record }) => toLoggedCall(record)));
      } catch (error) {
        this.#waiting = [...this.#given, ...this.#waiting];
        this.#given = [];
        this.#drop();
        this.#onProblem(error);
        this.#retry = setTimeout(() => void this.flush(), retryMs).unref();
        return;
      }
      for (const { bytes } of this.#given) this.#bytes -= bytes;
      this.#given = [];
    }
    this.#tellLost();
  }

  #measure(): void {
    for (const record of this.#fresh) {
      const bytes = estimateBytes(record);
      this.#waiting.push({ record, bytes });
      this.#bytes += bytes;
    }
    this.#fresh = [];
    this.#drop();
  }

  #batchSize(): number {
    let bytes = 0;
    const end = this.#waiting.findIndex((next, index) => {
      bytes += next.bytes;
      return index > 0 && (index >= batchRecords || bytes > batchBytes);
    });
    return end < 0 ? this.#waiting.length : end;
  }

  #drop(): void {
    while (this.#waiting.length > 0 && this.#isFull()) {
      const oldest = this.#waiting.shift();
      this.#bytes -= oldest?.bytes ?? 0;
      this.#lost += 1;
    }
  }

  #isFull(): boolean {
    const records = this.#fresh.length + this.#waiting.length + this.#given.length;
    return this.#bytes > mostBytes || records > mostRecords;
  }

  /** Once what waited is written: while the log is away, nobody knows how many it will be. */
  #tellLost(): void {
    const lost = this.#lost - this.#told;
    if (lost === 0) return;
    this.#told = this.#lost;
    this.#onProblem(recordsLost(lost));
  }
}

function recordsLost(lost: number): PromptrailError {
  return new PromptrailError(
    "unavailable",
    `${lost} call records were dropped: the queue of records that wait for the call log was full. The calls themselves were answered. Check that the call log can be reached from here.`,
    { lost },
  );
}
