import type { Lock } from "@promptrail/core/lifecycle";

/** The lock that a branch parted from. */
export interface LockBase {
  /** Where it is from, for the messages: `origin/main`. */
  readonly ref: string;
  /** Null where there was none: nothing is compared. */
  readonly lock: Lock | null;
}
