import type { ProviderCall } from "../ports/provider.js";
import { findResendWait } from "./find-resend-wait.js";
import type { RetryBucket } from "./retry-bucket.js";
import { waitUnless } from "./wait-time.js";

/**
 * Sends until there is an answer, within the call's deadline and what the bucket holds.
 *
 * @throws what the last attempt failed with.
 */
export async function sendAgain<Answer>(
  send: () => Promise<Answer>,
  {
    call: { deadline: endsAt, signal },
    bucket,
  }: { readonly call: Pick<ProviderCall, "deadline" | "signal">; readonly bucket: RetryBucket },
): Promise<Answer> {
  for (let retries = 0; ; retries += 1) {
    try {
      const answer = await send();
      bucket.fill();
      return answer;
    } catch (error) {
      const waitMs = findResendWait({ error, retries, endsAt, now: Date.now() });
      if (waitMs === null || !bucket.take()) throw error;
      if (!(await waitUnless(signal, waitMs))) throw error;
    }
  }
}
