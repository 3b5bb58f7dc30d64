import { PromptrailError } from "@promptrail/core";
import type { Trial } from "../case-result.js";
import type { RunStop } from "./run-stop.js";

/**
 * What runs may cost together. A case begins where it and those that run fit into what is left, each counted as the
 * dearest so far, and the first one of a run as the most that it may cost. The very first one begins alone.
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
  #hasEnded = false;
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
    const isReached = this.#hasEnded || this.#hasRefused || (this.#running === 0 && !this.#fits());
    return isReached ? { reason: "cost", limit, spent } : null;
  }

  /**
   * Waits until one more case fits; false where none does.
   *
   * @param most what it may cost at most, in US dollars; null or left out: it counts as the dearest so far.
   * @throws PromptrailError `request_invalid` where nothing was spent yet, and the whole limit is too small for it.
   */
  async begin(most: number | null = null): Promise<boolean> {
    if (most !== null && most > this.limit && this.#isUntouched) throw tooSmall(this.limit, most);
    while (!this.#fits(most)) {
      if (this.#running === 0 || this.#isUnknown) {
        this.#hasEnded = true;
        return false;
      }
      await new Promise<void>((resolve) => {
        this.#waiting.push(resolve);
      });
    }
    this.#running += 1;
    this.#hasEnded = false;
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

  /** @throws PromptrailError `request_invalid` where an eval or a judge may ask for nothing more, since all is spent. */
  requireRoom(): void {
    const { limit, spent } = this;
    this.#hasRefused ||= spent >= limit;
    if (!this.#hasRefused) return;
    throw new PromptrailError(
      "request_invalid",
      `The limit of cost, $${limit}, is reached, so evals ask for nothing more. Raise the limit.`,
      { limit, spent },
    );
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

  get #isUntouched(): boolean {
    return this.#spent === 0 && this.#running === 0 && this.#ended === 0;
  }

  #fits(most: number | null = null): boolean {
    if (this.#isUnknown || this.#spent >= this.limit) return false;
    if (this.#dearest === null) {
      return this.#running === 0 && (most === null || this.#spent + most <= this.limit);
    }
    const expected = this.#dearest + this.#aside / Math.max(1, this.#ended);
    const needed = this.#running * expected + (most ?? expected);
    return this.#spent + needed <= this.limit;
  }

  #read(trials: readonly Trial[]): number {
    this.#isUnknown ||= trials.some(({ outcome, cost }) => outcome !== null && cost === null);
    const cost = trials.reduce((sum, trial) => sum + (trial.cost ?? 0), 0);
    // A vendor may bill a call that brought no answer.
    const isWhole = trials.length > 0 && trials.every(({ outcome }) => outcome !== null);
    return isWhole ? cost : Math.max(cost, this.#dearest ?? 0);
  }
}

function tooSmall(limit: number, most: number): PromptrailError {
  // Rounded up: what is told as enough is enough.
  const digits = 10 ** (2 - Math.floor(Math.log10(most)));
  const needed = Number((Math.ceil(most * digits) / digits).toPrecision(6));
  return new PromptrailError(
    "request_invalid",
    `The limit of cost is $${limit}, and the first case may cost up to $${needed}: its answers and those of its judges, each as long as maxTokens allows, and the judges' planted attacks. Nothing was asked. Raise the limit to at least $${needed}, or lower maxTokens.`,
    { limit, most },
  );
}
