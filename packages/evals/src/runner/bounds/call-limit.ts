import type { RunStop } from "./run-stop.js";

/** How many answers runs may ask for together. A case begins where all of its answers fit into what is left. */
export class CallLimit {
  readonly limit: number;
  #asked = 0;
  /** Of the first case that did not fit; null while each does. */
  #unfitting: number | null = null;

  constructor(limit: number) {
    this.limit = limit;
  }

  /** Why nothing more begins; null where something may. */
  get stop(): RunStop | null {
    const wanted = this.#unfitting;
    const { limit } = this;
    return wanted === null ? null : { reason: "calls", limit, asked: this.#asked, wanted };
  }

  /** False where a case with so many answers that are not kept does not fit any more. */
  begin(calls: number): boolean {
    if (this.#unfitting !== null) return false;
    if (this.#asked + calls > this.limit) this.#unfitting = calls;
    else this.#asked += calls;
    return this.#unfitting === null;
  }
}
