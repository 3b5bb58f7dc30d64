import type { Snapshot, StatusStore } from "@promptrail/core/lifecycle";
import type { LaggingPool } from "./lagging-pool.js";

/** A process that applies what its watch tells, and nothing else. */
export interface Follower {
  readonly applied: () => number;
  /** A step back that it was told to apply; null for none. */
  readonly stepBack: () => string | null;
  /** Lets it look until it has applied this revision. */
  readonly reach: (revision: number) => Promise<void>;
  readonly stop: () => Promise<void>;
}

/** A look that was under way may have read the state before: then the next one reads the new one. */
const looksAtMost = 20;

export async function startFollower(status: StatusStore, lagging: LaggingPool): Promise<Follower> {
  let applied = 0;
  let stepBack: string | null = null;
  const apply = ({ revision }: Snapshot) => {
    if (revision <= applied) stepBack ??= `was told of revision ${revision} after ${applied}`;
    applied = revision;
  };
  const stop = await status.watch(0, apply, () => {});
  return {
    applied: () => applied,
    stepBack: () => stepBack,
    reach: async (revision) => {
      for (let look = 0; applied < revision && look < looksAtMost; look += 1) await lagging.ring();
    },
    stop,
  };
}
