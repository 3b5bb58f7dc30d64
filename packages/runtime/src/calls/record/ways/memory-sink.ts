import type { CallRecord } from "@promptrail/core";
import type { CallSink } from "@promptrail/core/call-log";
import { estimateBytes } from "@promptrail/core/lifecycle";
import { DelayedRun } from "../../../delayed-run.js";
import { mostBytes, mostRecords, type QueueSink, type SinkPorts } from "./queue-sink.js";

/** Measured so many at once, which costs a call next to nothing. */
const chunkRecords = 64;
const chunkCharacters = 1_000_000;

interface Chunk {
  readonly records: readonly CallRecord[];
  readonly bytes: number;
}

/**
 * Records for a log in this process's own memory. Nobody sees them before the log is read: what is to be done with them
 * is done then, and not while calls run. As the log itself it forgets the oldest.
 */
export class MemorySink implements CallSink {
  readonly #ports: Pick<SinkPorts, "log" | "toLogged">;
  /** For what the log does not take, since it is not open yet. */
  readonly #queue: QueueSink;
  readonly #handing = new DelayedRun(0, () => this.#hand());
  #fresh: CallRecord[] = [];
  #characters = 0;
  #chunks: Chunk[] = [];
  #bytes = 0;
  #records = 0;

  constructor(ports: Pick<SinkPorts, "log" | "toLogged">, queue: QueueSink) {
    this.#ports = ports;
    this.#queue = queue;
  }

  add(record: CallRecord): void {
    this.#fresh.push(record);
    this.#characters += record.text?.length ?? 0;
    if (this.#fresh.length >= chunkRecords || this.#characters > chunkCharacters) this.#measure();
  }

  async flush(): Promise<void> {
    await this.#handing.now();
    await this.#queue.flush();
  }

  async #hand(): Promise<void> {
    for (this.#measure(); this.#chunks.length > 0; this.#measure()) {
      const records = this.#forgetFirst();
      try {
        await this.#ports.log.append(await this.#ports.toLogged(records));
      } catch {
        for (const record of records) this.#queue.add(record);
      }
    }
  }

  #measure(): void {
    if (this.#fresh.length === 0) return;
    const records = this.#fresh;
    const bytes = records.reduce((sum, record) => sum + weigh(record), 0);
    this.#fresh = [];
    this.#characters = 0;
    this.#chunks.push({ records, bytes });
    this.#bytes += bytes;
    this.#records += records.length;
    while (this.#isTooMuch()) this.#forgetFirst();
  }

  #isTooMuch(): boolean {
    const [oldest] = this.#chunks;
    if (oldest === undefined || this.#chunks.length === 1) return false;
    return this.#bytes > mostBytes || this.#records - oldest.records.length >= mostRecords;
  }

  #forgetFirst(): readonly CallRecord[] {
    const { records, bytes } = this.#chunks.shift() ?? { records: [], bytes: 0 };
    this.#bytes -= bytes;
    this.#records -= records.length;
    return records;
  }
}

/** What every record takes beside what was said, roughly: attempts, usage, names. */
const fixedBytes = 2_000;

/** About the memory of a record: to look at all of its members would cost its call more than all else here. */
function weigh({ context, messages, text, data, error }: CallRecord): number {
  return fixedBytes + estimateBytes([context, messages, text, data, error]);
}
