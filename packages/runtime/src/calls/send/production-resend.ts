import { findResendWait, waitUnless } from "@promptrail/core/provider-kit";
import type { FailedSend, Resend } from "../plan/resend.js";
import type { Traffic } from "../traffic/traffic.js";

/** Sends what failed again, within the call's time and what this process may spend on the model. */
export function createProductionResend(traffic: Traffic, now: () => Date): Resend {
  return {
    async spend({ error, route, retries, endsAt, signal }: FailedSend) {
      const { bucket, breaker } = traffic.of(route);
      if (breaker.isOpen) return null;
      const waitMs = findResendWait({ error, retries, endsAt, now: now().getTime() });
      if (waitMs === null || !bucket.take()) return null;
      return (await waitUnless(signal, waitMs)) ? endsAt : null;
    },
  };
}
