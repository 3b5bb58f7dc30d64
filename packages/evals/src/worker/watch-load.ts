import { availableParallelism } from "node:os";
import type { EventLoopUtilization } from "node:perf_hooks";

/** A thread, as far as it is looked at. */
interface WatchedThread {
  /** For how long it has been at the same eval, in milliseconds; 0 where it is at none. */
  readonly ranMs: number;
  readonly readUtilization: (since?: EventLoopUtilization) => EventLoopUtilization;
}

/** A loop that is busy for this share of the time has none to spare. */
const busyShare = 0.9;

/**
 * Looks at what this thread and those of the evals do from now on.
 *
 * @returns whether one thread more would do more, asked once some time has passed. It would not where this thread is
 * busy, since an eval then waits for it to hand evals out and to read what came of them; nor where as many threads as
 * there are cores run one eval after the other. One that has been at the same eval for `longMs` milliseconds is not counted
 * among these: it may never end.
 */
export function watchLoad(threads: readonly WatchedThread[], longMs: number): () => boolean {
  const own = performance.eventLoopUtilization();
  const before = threads.map((thread) => ({ thread, since: thread.readUtilization() }));
  return () => {
    if (performance.eventLoopUtilization(own).utilization >= busyShare) return false;
    const computing = before.filter(
      ({ thread, since }) =>
        thread.ranMs < longMs && thread.readUtilization(since).utilization >= busyShare,
    );
    return computing.length < availableParallelism();
  };
}
