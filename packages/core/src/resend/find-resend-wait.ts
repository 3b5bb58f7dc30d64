import { findWaitMs, isTransient } from "./wait-time.js";

/** How often one model is asked for one call, at most. */
export const mostAttempts = 3;

export interface FailedAttempt {
  readonly error: unknown;
  /** How often it was sent again before. */
  readonly retries: number;
  /** Milliseconds since 1970: by when whatever is asked is to have ended. */
  readonly endsAt: number;
  readonly now: number;
}

/**
 * How long to wait before what failed is sent again, in milliseconds: as long as the vendor asks, else a while that grows.
 * Null where it is not: the failure would come again, it was sent often enough, or there is not so much time.
 */
export function findResendWait({ error, retries, endsAt, now }: FailedAttempt): number | null {
  if (retries + 1 >= mostAttempts || !isTransient(error)) return null;
  const waitMs = findWaitMs(error, retries);
  return now + waitMs >= endsAt ? null : waitMs;
}
