import type { Route } from "./route.js";

/** An attempt that brought no answer. Times are milliseconds since 1970. */
export interface FailedSend {
  readonly error: unknown;
  readonly route: Route;
  /** How often this route was asked again before. */
  readonly retries: number;
  readonly sentAt: number;
  /** By when whatever is asked of this route is to have ended. */
  readonly endsAt: number;
  /** What an attempt had at first, in milliseconds. */
  readonly attemptMs: number;
  readonly signal: AbortSignal;
}

/** Whether what failed is sent again to the same model. */
export interface Resend {
  /**
   * Waits as long as the vendor asks, else a while that grows, and resolves to the time by which the next attempt is
   * to have ended. Null at once where there is none: the failure would come again, what may be spent is spent, or the
   * vendor asks for more time than there is. Null, too, once the signal fires.
   */
  spend(failed: FailedSend): Promise<number | null>;
}
