import { isPromptrailError } from "../errors/promptrail-error.js";

const firstWaitMs = 500;
const longestWaitMs = 8_000;

/** A failure of the vendor's that may be over soon. By its data: two copies of the package must recognise each other's errors. */
export function isTransient(error: unknown): boolean {
  return (
    isPromptrailError(error) && error.code === "provider_failed" && error.data["retryable"] === true
  );
}

/** As long as the vendor asks, else a random while that grows with the retries before, in milliseconds. */
export function findWaitMs(error: unknown, retries: number): number {
  const { kind, retryAfterMs } = isPromptrailError(error) ? error.data : {};
  if (typeof retryAfterMs === "number" && retryAfterMs >= 0) return retryAfterMs;
  const mostMs = Math.min(longestWaitMs, firstWaitMs * 2 ** retries);
  // A vendor that is overrun gets half of it in any case; else no two callers come back at once.
  const leastMs = kind === "rate_limited" || kind === "overloaded" ? mostMs / 2 : 0;
  return leastMs + Math.random() * (mostMs - leastMs);
}

/** Resolves to true after so many milliseconds; to false once the signal fires. */
export function waitUnless(signal: AbortSignal, milliseconds: number): Promise<boolean> {
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
