import { findWaitMs, isTransient, waitUnless } from "@promptrail/core/provider-kit";
import type { FailedSend, Resend } from "../plan/resend.js";

/** How often the calls of one case of an eval may be sent again, all together. */
export const mostRetries = 3;
/** From the start of the attempt that failed first to the end of the last one. */
export const longestRetriesMs = 120_000;

/**
 * What calls that belong together may spend on being sent again. Nobody waits for an eval's answer, and a case that
 * is lost to a busy vendor was paid for in vain: so its calls are, and others are not.
 */
class RetryBudget implements Resend {
  readonly #now: () => Date;
  #left = mostRetries;
  #endsAt: number | null = null;

  constructor(now: () => Date) {
    this.#now = now;
  }

  async spend({ error, sentAt, attemptMs, signal }: FailedSend): Promise<number | null> {
    if (!isTransient(error) || this.#left === 0) return null;
    this.#endsAt ??= sentAt + longestRetriesMs;
    const waitMs = findWaitMs(error, mostRetries - this.#left);
    if (this.#now().getTime() + waitMs >= this.#endsAt) return null;
    this.#left -= 1;
    if (!(await waitUnless(signal, waitMs))) return null;
    return Math.min(this.#now().getTime() + attemptMs, this.#endsAt);
  }
}

/** The budgets of cases, by the objects that stand for them. */
export class RetryBudgets {
  readonly #now: () => Date;
  readonly #known = new WeakMap<object, RetryBudget>();

  constructor(now: () => Date) {
    this.#now = now;
  }

  /** The budget that every call of a case shares; without a case, one for a call alone. */
  find(ofCase: object = {}): Resend {
    const known = this.#known.get(ofCase) ?? new RetryBudget(this.#now);
    this.#known.set(ofCase, known);
    return known;
  }
}
