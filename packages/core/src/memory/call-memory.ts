import type { LoggedCall } from "../call-log/logged-call.js";
import { estimateRecordBytes } from "../calls/estimate-record-bytes.js";

/** How many calls are kept, the newest, and in how much memory. */
export const defaultCapacity = 10_000;
export const mostBytes = 64_000_000;

/** The newest calls of a process, bounded by number and by memory; each id once. A ring: the newest takes the oldest's place. */
export class CallMemory {
  readonly #capacity: number;
  readonly #ids = new Set<string>();
  /** Undefined where a call was forgotten and no other has its place yet. */
  readonly #calls: (LoggedCall | undefined)[] = [];
  readonly #sizes: number[] = [];
  /** Counted on for ever; a call's place is its number modulo the capacity. */
  #oldest = 0;
  #next = 0;
  #bytes = 0;

  constructor(capacity: number = defaultCapacity) {
    this.#capacity = capacity;
  }

  add(call: LoggedCall): void {
    if (this.#capacity <= 0 || this.#ids.has(call.id)) return;
    if (this.#next - this.#oldest >= this.#capacity) this.#forgetOldest();
    const place = this.#next % this.#capacity;
    const bytes = estimateRecordBytes(call);
    this.#ids.add(call.id);
    this.#calls[place] = call;
    this.#sizes[place] = bytes;
    this.#next += 1;
    this.#bytes += bytes;
    while (this.#bytes > mostBytes && this.#oldest < this.#next) this.#forgetOldest();
  }

  /** The oldest first. */
  list(): LoggedCall[] {
    const start = this.#oldest % Math.max(1, this.#capacity);
    const inOrder = [...this.#calls.slice(start), ...this.#calls.slice(0, start)];
    return inOrder.filter((call) => call !== undefined);
  }

  /** How many were removed. */
  remove(isGone: (call: LoggedCall) => boolean): number {
    let removed = 0;
    for (const [place, call] of this.#calls.entries()) {
      if (call === undefined || !isGone(call)) continue;
      this.#forget(place, call);
      removed += 1;
    }
    return removed;
  }

  #forgetOldest(): void {
    const place = this.#oldest % this.#capacity;
    const call = this.#calls[place];
    if (call !== undefined) this.#forget(place, call);
    this.#oldest += 1;
  }

  #forget(place: number, { id }: LoggedCall): void {
    this.#calls[place] = undefined;
    this.#ids.delete(id);
    this.#bytes -= this.#sizes[place] ?? 0;
  }
}
