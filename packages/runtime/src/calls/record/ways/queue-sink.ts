import { type CallRecord, isPromptrailError, PromptrailError } from "@promptrail/core";
import type { CallSink, LoggedCall } from "@promptrail/core/call-log";
import { estimateBytes } from "@promptrail/core/lifecycle";
import { DelayedRun } from "../../../delayed-run.js";
import type { Loss } from "./gap-counter.js";
import { retryMs } from "./retry-ms.js";

/** Records wait at most this long before they are written together. */
export const flushDelayMs = 200;

/** What waits while the log is away; beyond either the oldest is dropped and counted. */
export const mostRecords = 10_000;
export const mostBytes = 64_000_000;
/** What is written together: the store makes a text of it, and a statement of that. */
export const batchRecords = 500;
export const batchBytes = 4_000_000;

/** Measured so many at once: of a call that just ended it would take longer, and the call is waited for. */
const measuredRecords = 32;

/** `Kept`: what the log takes of a record. */
export interface SinkPorts<Kept = LoggedCall> {
  readonly log: { append(calls: readonly Kept[]): Promise<void> };
  /** What may be stored of records. Throws where that cannot be told yet. */
  readonly toLogged: (records: readonly CallRecord[]) => Promise<readonly Kept[]>;
  /** Counts a loss. Never throws. */
  readonly onLoss: (loss: Loss) => void;
  readonly onProblem: (error: unknown) => void;
}

interface Waiting {
  readonly record: CallRecord;
  readonly bytes: number;
}

/**
 * Call records on their way to a log that may be away: written in batches, off the calls' path, and bounded by
 * number and by memory, since a record may hold a whole answer.
 */
export class QueueSink<Kept = LoggedCall> implements CallSink {
  readonly #ports: SinkPorts<Kept>;
  readonly #writing = new DelayedRun(flushDelayMs, () => this.#write());
  #waiting: Waiting[] = [];
  /** What the log is being given. It is not dropped: it may be there already. */
  #given: readonly Waiting[] = [];
  /** Those that came since the last were measured. */
  #fresh: CallRecord[] = [];
  #bytes = 0;
  /** Fewer after the log refused some, until it is known which. */
  #mostAtOnce = batchRecords;
  #lost = 0;
  #told = 0;
  #retry: NodeJS.Timeout | undefined;

  constructor(ports: SinkPorts<Kept>) {
    this.#ports = ports;
  }

  /** Records that were dropped, since more waited for the log than a process holds. */
  get lost(): number {
    return this.#lost;
  }

  /** How many wait. */
  get size(): number {
    return this.#fresh.length + this.#waiting.length + this.#given.length;
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

  /** Takes out what waits, for another way. What the log is being given stays. */
  takeWaiting(): readonly CallRecord[] {
    this.#measure();
    const taken = this.#waiting;
    this.#waiting = [];
    for (const { bytes } of taken) this.#bytes -= bytes;
    return taken.map(({ record }) => record);
  }

  async #write(): Promise<void> {
    clearTimeout(this.#retry);
    for (this.#measure(); this.#waiting.length > 0; this.#measure()) {
      this.#given = this.#waiting.splice(0, this.#batchSize());
      try {
        await this.#offer();
      } catch (error) {
        if (!this.#isolate(error)) return this.#putBack(error);
      }
    }
    this.#tellLost();
  }

  async #offer(): Promise<void> {
    const { log, toLogged } = this.#ports;
    await log.append(await toLogged(this.#given.map(({ record }) => record)));
    this.#forgetGiven();
    this.#mostAtOnce = Math.min(batchRecords, this.#mostAtOnce * 2);
  }

  /** Of a batch that can never be written the call for which it cannot is found, counted and left out. */
  #isolate(error: unknown): boolean {
    if (!isPromptrailError(error) || error.code !== "call_rejected") return false;
    const [first, ...others] = this.#given;
    if (first !== undefined && others.length === 0) {
      this.#forgetGiven();
      this.#ports.onLoss({ reason: "rejected", lost: "calls", call: first.record });
      this.#ports.onProblem(error);
      return true;
    }
    this.#mostAtOnce = Math.ceil(this.#given.length / 2);
    this.#returnGiven();
    return true;
  }

  #putBack(error: unknown): void {
    this.#returnGiven();
    this.#drop();
    this.#ports.onProblem(error);
    this.#retry = setTimeout(() => void this.flush(), retryMs).unref();
  }

  #returnGiven(): void {
    this.#waiting = [...this.#given, ...this.#waiting];
    this.#given = [];
  }

  #forgetGiven(): void {
    for (const { bytes } of this.#given) this.#bytes -= bytes;
    this.#given = [];
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
      return index > 0 && (index >= this.#mostAtOnce || bytes > batchBytes);
    });
    return end < 0 ? this.#waiting.length : end;
  }

  #drop(): void {
    while (this.#waiting.length > 0 && this.#isFull()) {
      const oldest = this.#waiting.shift();
      if (oldest === undefined) return;
      this.#bytes -= oldest.bytes;
      this.#lost += 1;
      this.#ports.onLoss({ reason: "queue_full", lost: "calls", call: oldest.record });
    }
  }

  #isFull(): boolean {
    return this.#bytes > mostBytes || this.size > mostRecords;
  }

  /** Once what waited is written: while the log is away, nobody knows how many it will be. */
  #tellLost(): void {
    const lost = this.#lost - this.#told;
    if (lost === 0) return;
    this.#told = this.#lost;
    this.#ports.onProblem(recordsLost(lost));
  }
}

function recordsLost(lost: number): PromptrailError {
  return new PromptrailError(
    "unavailable",
    `${lost} call records were dropped: the queue of records that wait for the call log was full. The calls themselves were answered, and the log counts what it lacks. Check that the call log can be reached from here, or give the config a \`spool\`, where records wait on disk.`,
    { lost },
  );
}
