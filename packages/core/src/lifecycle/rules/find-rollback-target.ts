import type { FamilyState } from "../family-state.js";
import { isArchived } from "./require-version.js";

/** True for a version that a rollback may go to: it was active here, or the code declares it deprecated. */
export function isEligibleTarget(state: FamilyState, version: number): boolean {
  if (isArchived(state, version)) return false;
  return (
    state.activatedVersions.includes(version) || state.declared.statuses[version] === "deprecated"
  );
}

/**
 * Where a rollback without a target goes: the last active version that no rollback left,
 * else the highest eligible number below the active one.
 */
export function findRollbackTarget(
  state: FamilyState,
  registered: readonly number[],
): number | undefined {
  const eligible = (version: number) =>
    version !== state.activeVersion &&
    registered.includes(version) &&
    isEligibleTarget(state, version) &&
    !state.leftVersions.includes(version);
  const lastActive = state.activatedVersions.findLast(eligible);
  if (lastActive !== undefined) return lastActive;
  return registered.findLast((version) => version < state.activeVersion && eligible(version));
}
