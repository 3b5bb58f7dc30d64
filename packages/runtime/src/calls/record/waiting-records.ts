import { type CallRecord, estimateBytes } from "@promptrail/core";

/** What waits while the store is away; beyond either the oldest is dropped and counted. */
export const mostRecords = 10_000;
export const mostBytes = 64_000_000;
/** What is written together: the store makes a text of it, and a statement of that. */
export const batchRecords = 500;
export const batchBytes = 4_000_000;

interface Waiting {
  readonly record: CallRecord;
  readonly bytes: number;
}

/** Call records on their way to the store, bounded by number and by memory: a record may hold a whole answer. */
export class WaitingRecords {
  #waiting: Waiting[] = [];
  #writing: readonly Waiting[] = [];
  #bytes = 0;
  #lost = 0;

  /** Records that were dropped. */
  get lost(): number {
    return this.#lost;
  }

  add(record: CallRecord): void {
    const bytes = estimateBytes(record);
    this.#waiting.push({ record, bytes });
    this.#bytes += bytes;
    this.#drop();
  }

  /** The oldest records, to be written together; empty where none waits. They wait until `written` or `failed`. */
  take(): readonly CallRecord[] {
    let bytes = 0;
    const end = this.#waiting.findIndex((next, index) => {
      bytes += next.bytes;
      return index > 0 && (index >= batchRecords || bytes > batchBytes);
    });
    this.#writing = this.#waiting.splice(0, end < 0 ? this.#waiting.length : end);
    return this.#writing.map(({ record }) => record);
  }

  written(): void {
    for (const { bytes } of this.#writing) this.#bytes -= bytes;
    this.#writing = [];
  }

  failed(): void {
    this.#waiting = [...this.#writing, ...this.#waiting];
    this.#writing = [];
    this.#drop();
  }

  /** What is being written is not dropped: it may be there already. */
  #drop(): void {
    while (this.#waiting.length > 0 && this.#isFull()) {
      const oldest = this.#waiting.shift();
      this.#bytes -= oldest?.bytes ?? 0;
      this.#lost += 1;
    }
  }

  #isFull(): boolean {
    return this.#bytes > mostBytes || this.#waiting.length + this.#writing.length > mostRecords;
  }
}
