import { isPromptrailError } from "@promptrail/core";
import type { Retries } from "../plan/retries.js";

/** How often the calls of one case of an eval may be sent again, all together. */
export const mostRetries = 3;
/** From the start of the attempt that failed first to the end of the last one. */
export const longestRetriesMs = 120_000;

const firstWaitMs = 500;
const longestWaitMs = 8_000;

/**
 * What calls that belong together may spend on being sent again. Nobody waits for an eval's answer, and a case that
 * is lost to a busy vendor was paid for in vain: so its calls are, and others are not.
 */
class RetryBudget implements Retries {
  readonly #now: () => Date;
  #left = mostRetries;
  #endsAt: number | null = null;

  constructor(now: () => Date) {
    this.#now = now;
  }

  async spend(error: unknown, sentAt: Date, signal: AbortSignal): Promise<number | null> {
    if (!isTransient(error) || this.#left === 0) return null;
    this.#endsAt ??= sentAt.getTime() + longestRetriesMs;
    const waitMs = findWaitMs(error, mostRetries - this.#left);
    if (this.#now().getTime() + waitMs >= this.#endsAt) return null;
    this.#left -= 1;
    return (await waitUnless(signal, waitMs)) ? this.#endsAt : null;
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
  find(ofCase: object = {}): Retries {
    const known = this.#known.get(ofCase) ?? new RetryBudget(this.#now);
    this.#known.set(ofCase, known);
    return known;
  }
}

/** A failure of the vendor's that may be over soon. By its data: two copies of the package must recognise each other's errors. */
function isTransient(error: unknown): boolean {
  return (
    isPromptrailError(error) && error.code === "provider_failed" && error.data["retryable"] === true
  );
}

function findWaitMs(error: unknown, retries: number): number {
  const { kind, retryAfterMs } = isPromptrailError(error) ? error.data : {};
  if (typeof retryAfterMs === "number" && retryAfterMs >= 0) return retryAfterMs;
  const mostMs = Math.min(longestWaitMs, firstWaitMs * 2 ** retries);
  // A vendor that is overrun gets half of it in any case; else no two callers come back at once.
  const leastMs = kind === "rate_limited" || kind === "overloaded" ? mostMs / 2 : 0;
  return leastMs + Math.random() * (mostMs - leastMs);
}

/** Resolves to true after so many milliseconds; to false once the signal fires. */
function waitUnless(signal: AbortSignal, milliseconds: number): Promise<boolean> {
  return new Promise((resolve) => {
    const end = (isOver: boolean) => {
      clearTimeout(timer);
      signal.removeEventListener("abort", leave);
      resolve(isOver);
    };
    const leave = () => end(false);
    const timer = setTimeout(() => end(true), milliseconds);
    signal.addEventListener("abort", leave);
    if (signal.aborted) leave();
  });
}
