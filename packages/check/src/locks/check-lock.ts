import { PromptrailError } from "@promptrail/core";
import { formatLock, type Lock, lockFileName, type Registry } from "@promptrail/core/lifecycle";
import { createLock, type SuiteHashes } from "./create-lock.js";

/**
 * @param base The lock that the work began from, where one is known.
 * @throws PromptrailError `lock_stale` or `immutability_violation` where the lock is not what the code calls for.
 */
export function checkLock(
  registry: Registry,
  hashes: SuiteHashes,
  lock: Lock | null,
  base: Lock | null = null,
): void {
  if (lock === null) {
    throw new PromptrailError(
      "lock_stale",
      `${lockFileName} is missing. Run \`promptrail lock\` and commit it.`,
    );
  }
  const wanted = createLock(registry, hashes, lock);
  if (formatLock(wanted) === formatLock(lock)) return;
  // Nobody is sent to write a lock that would be refused.
  createLock(registry, hashes, lock, { base });
  if (lock.hashScheme !== wanted.hashScheme) {
    throw new PromptrailError(
      "lock_stale",
      `${lockFileName} has hashes of scheme ${lock.hashScheme}, and this Promptrail writes scheme ${wanted.hashScheme}. Run \`promptrail lock\`, which shows what it changes, review it and commit it.`,
      { hash_scheme: lock.hashScheme },
    );
  }
  const families = Object.keys(wanted.families).filter(
    (family) => JSON.stringify(wanted.families[family]) !== JSON.stringify(lock.families[family]),
  );
  throw new PromptrailError(
    "lock_stale",
    `${lockFileName} is not current for: ${families.join(", ")}. Run \`promptrail lock\`, review the change and commit it.`,
    { families },
  );
}
