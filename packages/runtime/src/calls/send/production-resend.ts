import type { FailedSend, Resend } from "../plan/resend.js";
import type { Traffic } from "../traffic/traffic.js";
import { findWaitMs, isTransient, waitUnless } from "../traffic/wait-time.js";

/** How often one model is asked for one call of production, at most. */
export const mostAttempts = 3;

/** Sends what failed again, within the call's time and what this process may spend on the model. */
export function createProductionResend(traffic: Traffic, now: () => Date): Resend {
  return {
    async spend({ error, route, retries, endsAt, signal }: FailedSend) {
      if (retries + 1 >= mostAttempts || !isTransient(error)) return null;
      const { bucket, breaker } = traffic.of(route);
      if (breaker.isOpen) return null;
      const waitMs = findWaitMs(error, retries);
      if (now().getTime() + waitMs >= endsAt || !bucket.take()) return null;
      return (await waitUnless(signal, waitMs)) ? endsAt : null;
    },
  };
}
