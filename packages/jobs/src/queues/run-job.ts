import { toErrorText } from "@promptrail/core/errors";
import type { Job } from "@promptrail/core/jobs";
import type { JobWithMetadata } from "pg-boss";

interface RunJobSettings {
  readonly queue: string;
  readonly closing: AbortSignal;
  readonly handle: (job: Job) => Promise<void>;
}

/** Gives a job of pg-boss to its handler. What is kept of a failure is its text alone: an error may hold anything. */
export async function runJob(
  { id, data, retryCount, signal }: JobWithMetadata<object>,
  { queue, closing, handle }: RunJobSettings,
): Promise<void> {
  try {
    await handle({
      id,
      queue,
      payload: (data ?? {}) as Job["payload"],
      attempt: retryCount + 1,
      signal: AbortSignal.any([signal, closing]),
    });
  } catch (error) {
    throw new Error(toErrorText(error));
  }
}
