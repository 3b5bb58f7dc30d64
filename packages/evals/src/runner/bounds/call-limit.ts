import type { RunStop } from "./run-stop.js";

/** How many answers runs may ask for together. A case begins where all of its answers fit into what is left. */
export class CallLimit {
  readonly limit: number;
  #asked = 0;
  #isReached = false;

  constructor(limit: number) {
    this.limit = limit;
  }

  /** Why nothing more begins; null where something may. */
  get stop(): RunStop | null {
    return this.#isReached ? { reason: "calls", limit: this.limit, asked: this.#asked } : null;
  }

  /** False where a case with so many answers that are not kept does not fit any more. */
  begin(calls: number): boolean {
    if (this.#isReached || this.#asked + calls > this.limit) this.#isReached = true;
    else this.#asked += calls;
    return !this.#isReached;
  }
}
