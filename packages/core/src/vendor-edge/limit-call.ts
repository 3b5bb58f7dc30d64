import type { ProviderCall } from "../ports/provider.js";

/** Node fires a timer with a longer delay at once. */
const longestDelay = 2_147_483_647;

/** A delay as a timer can hold it: from 0, in milliseconds, and no longer than 24.8 days. */
export function toTimerDelay(milliseconds: number): number {
  return Math.min(Math.max(milliseconds, 0), longestDelay);
}

/** The time that one call has: its signal and its deadline in one. */
export interface CallLimit {
  /** Aborts when the caller cancels, or at the deadline. */
  readonly signal: AbortSignal;
  /** Whole milliseconds left, from 0; never more than a timer can hold. */
  remaining(): number;
  /** Why the signal was aborted; null while it was not. */
  ended(): "cancelled" | "timeout" | null;
  /** Gives the timer back. To be called when the call is over, however it went. */
  release(): void;
}

/**
 * Joins a call's signal and deadline for a provider that hands one signal to its vendor's client.
 * `timeoutMs`, if given, is the longest that the call may take, whatever its deadline says.
 */
export function limitCall(call: ProviderCall, timeoutMs = Number.POSITIVE_INFINITY): CallLimit {
  const deadline = Math.min(call.deadline, Date.now() + timeoutMs);
  const remaining = () => toTimerDelay(Math.ceil(deadline - Date.now()));
  const controller = new AbortController();
  let reason: "cancelled" | "timeout" | null = null;
  const end = (why: "cancelled" | "timeout") => {
    reason ??= why;
    controller.abort();
  };
  const cancel = () => end("cancelled");
  const timer = setTimeout(() => end("timeout"), remaining());
  if (call.signal.aborted) cancel();
  else if (deadline <= Date.now()) end("timeout");
  call.signal.addEventListener("abort", cancel, { once: true });
  return {
    signal: controller.signal,
    remaining,
    ended: () => reason,
    release: () => {
      clearTimeout(timer);
      call.signal.removeEventListener("abort", cancel);
    },
  };
}
