import type { Trial } from "../case-result.js";
import type { RunStop } from "./run-stop.js";

/**
 * What runs may cost together. A case begins where it and those that run fit into what is left, each counted as the
 * dearest so far; the first one begins alone.
 */
export class CostLimit {
  /** US dollars. */
  readonly limit: number;
  #spent = 0;
  #dearest: number | null = null;
  #running = 0;
  #isUnknown = false;
  #aside = 0;
  #hasRefused = false;
  #ended = 0;
  /** Wakes each who waits for room, the first who came first. */
  #waiting: (() => void)[] = [];

  constructor(limit: number) {
    this.limit = limit;
  }

  /** US dollars. */
  get spent(): number {
    return this.#spent;
  }

  /** Why nothing more begins; null where something may. */
  get stop(): RunStop | null {
    const { limit, spent } = this;
    if (this.#isUnknown) return { reason: "unknown_cost", limit };
    const isReached = this.#running === 0 && !this.#fits();
    return isReached ? { reason: "cost", limit, spent } : null;
  }

  /** Waits until one more case fits; false where none does. */
  async begin(): Promise<boolean> {
    while (!this.#fits()) {
      if (this.#running === 0 || this.#isUnknown) return false;
      await new Promise<void>((resolve) => {
        this.#waiting.push(resolve);
      });
    }
    this.#running += 1;
    return true;
  }

  /** A case that began has ended; without answers, where it was cut. */
  end(trials: readonly Trial[]): void {
    this.#running -= 1;
    this.#ended += 1;
    const cost = this.#read(trials);
    this.#spent += cost;
    this.#dearest = Math.max(cost, this.#dearest ?? 0);
    // All of them: whether one more fits each reads for itself, and where none does, each ends.
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const wake of waiting) wake();
  }

  /** Whether an eval was let ask for nothing more: a case of which one failed meanwhile has no result. */
  get hasRefused(): boolean {
    return this.#hasRefused;
  }

  /** False where an eval may ask for nothing more, since all is spent. */
  allowAside(): boolean {
    this.#hasRefused ||= this.#spent >= this.limit;
    return !this.#hasRefused;
  }

  /** What was spent on a case beside its answers, such as on its judges; counted as soon as it is known. */
  spendAside({
    cost,
    isAnswered,
  }: {
    readonly cost: number | null;
    readonly isAnswered: boolean;
  }): void {
    this.#isUnknown ||= isAnswered && cost === null;
    this.#spent += cost ?? 0;
    this.#aside += cost ?? 0;
  }

  #fits(): boolean {
    if (this.#isUnknown) return false;
    if (this.#dearest === null) return this.#running === 0;
    const expected = this.#dearest + this.#aside / Math.max(1, this.#ended);
    return this.#spent + (this.#running + 1) * expected <= this.limit && this.#spent < this.limit;
  }

  #read(trials: readonly Trial[]): number {
    this.#isUnknown ||= trials.some(({ outcome, cost }) => outcome !== null && cost === null);
    const cost = trials.reduce((sum, trial) => sum + (trial.cost ?? 0), 0);
    // A vendor may bill a call that brought no answer.
    const isWhole = trials.length > 0 && trials.every(({ outcome }) => outcome !== null);
    return isWhole ? cost : Math.max(cost, this.#dearest ?? 0);
  }
}
