import type { LoggedCall } from "../call-log/logged-call.js";
import { estimateBytes } from "../calls/estimate-bytes.js";

/** How many calls are kept, the newest, and in how much memory. */
export const defaultCapacity = 10_000;
export const mostBytes = 64_000_000;

interface KeptCall {
  readonly call: LoggedCall;
  readonly bytes: number;
}

/** The newest calls of a process, bounded by number and by memory; each id once. */
export class CallMemory {
  readonly #capacity: number;
  readonly #ids = new Set<string>();
  /** In the order in which they came; null where they are forgotten. */
  #calls: (KeptCall | null)[] = [];
  /** Before it all are forgotten. */
  #first = 0;
  #bytes = 0;

  constructor(capacity: number = defaultCapacity) {
    this.#capacity = capacity;
  }

  add(call: LoggedCall): void {
    if (this.#ids.has(call.id)) return;
    const bytes = estimateBytes(call);
    this.#ids.add(call.id);
    this.#calls.push({ call, bytes });
    this.#bytes += bytes;
    this.#forgetOldest();
  }

  list(): LoggedCall[] {
    return this.#calls.flatMap((kept) => (kept === null ? [] : [kept.call]));
  }

  /** How many were removed. */
  remove(isGone: (call: LoggedCall) => boolean): number {
    let removed = 0;
    for (const [place, kept] of this.#calls.entries()) {
      if (kept === null || !isGone(kept.call)) continue;
      this.#forget(place, kept);
      removed += 1;
    }
    return removed;
  }

  #forgetOldest(): void {
    while (this.#ids.size > this.#capacity || (this.#bytes > mostBytes && this.#ids.size > 0)) {
      const oldest = this.#calls[this.#first];
      if (oldest != null) this.#forget(this.#first, oldest);
      this.#first += 1;
    }
    // Seldom: to take the first away each time would move all the others.
    if (this.#first < this.#capacity) return;
    this.#calls = this.#calls.slice(this.#first);
    this.#first = 0;
  }

  #forget(place: number, { call, bytes }: KeptCall): void {
    this.#calls[place] = null;
    this.#ids.delete(call.id);
    this.#bytes -= bytes;
  }
}
