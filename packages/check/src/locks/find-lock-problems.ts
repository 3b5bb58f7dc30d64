import { isPromptrailError, type PromptrailError, type PromptVersion } from "@promptrail/core";
import { createRegistry, type Lock } from "@promptrail/core/lifecycle";
import { checkLock } from "./check-lock.js";
import { compareLocks } from "./compare-locks.js";
import type { SuiteHashes } from "./create-lock.js";
import type { LockBase } from "./lock-base.js";
import { restateLock } from "./restate-lock.js";

/** What the committed lock is checked with. */
interface LockGround {
  /** Null where they, or the prompts, are not fit for a lock: then it is only compared with its base. */
  readonly hashes: SuiteHashes | null;
  readonly base: LockBase | null;
}

/** Where a committed lock is not what the code calls for, and where it changes what it may not of its base. */
export function findLockProblems(
  prompts: readonly PromptVersion[],
  lock: Lock | null,
  { hashes, base }: LockGround,
): readonly PromptrailError[] {
  const stale = hashes === null ? null : findStale(prompts, lock, { hashes, base });
  return [...(stale === null ? [] : [stale]), ...findChanges(prompts, lock, base)];
}

function findStale(
  prompts: readonly PromptVersion[],
  lock: Lock | null,
  { hashes, base }: { readonly hashes: SuiteHashes; readonly base: LockBase | null },
): PromptrailError | null {
  try {
    checkLock(createRegistry(prompts), hashes, lock, base?.lock ?? null);
    return null;
  } catch (error) {
    if (isPromptrailError(error)) return error;
    throw error;
  }
}

function findChanges(
  prompts: readonly PromptVersion[],
  lock: Lock | null,
  base: LockBase | null,
): readonly PromptrailError[] {
  if (!base?.lock || lock === null) return [];
  // Hashes of two schemes are compared as today's.
  return compareLocks(restateLock(base.lock, prompts), restateLock(lock, prompts), base.ref);
}
