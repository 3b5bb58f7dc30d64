import type { Lock, LockedFamily } from "./lock.js";

/** A family's part of a lock; undefined where the lock, or this family in it, is missing. */
export function findLockedFamily(lock: Lock | null, family: string): LockedFamily | undefined {
  // A family may be called what every object has: `constructor`.
  return lock !== null && Object.hasOwn(lock.families, family) ? lock.families[family] : undefined;
}
