import type { Attempt, CallObserver, CallRecord } from "@promptrail/core";
import { noUsage } from "@promptrail/core/provider-kit";

/** An attempt of which nothing is worth telling, but for what a test changes. */
export function plainAttempt(changes: Partial<Attempt> = {}): Attempt {
  return {
    provider: "fake",
    model: "m",
    fallback: false,
    startedAt: new Date(0),
    latencyMs: 1,
    outcome: "ok",
    failure: null,
    requestId: null,
    usage: noUsage,
    cost: null,
    pricesAsOf: null,
    ...changes,
  };
}

/** Tells an observer of a whole call, as the runtime does. */
export function watchCall(observer: CallObserver, record: CallRecord): void {
  observer.started(record);
  for (const attempt of record.attempts) observer.attempted(attempt, record);
  observer.finished(record);
}
