import { listSome } from "../../errors/list-some.js";
import { versionKey } from "../../prompt/prompt-version.js";
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
 * True for a version to which a family may be rolled back without anybody naming it: no rollback left it, and
 * one that was never active here is older than the active one.
 */
function isFreeTarget(state: FamilyState, version: number): boolean {
  const { activeVersion, activatedVersions, leftVersions } = state;
  if (version === activeVersion || leftVersions.includes(version)) return false;
  if (!isEligibleTarget(state, version)) return false;
  return activatedVersions.includes(version) || version < activeVersion;
}

/**
 * Where a rollback without a target goes: the last active version that no rollback left,
 * else the highest eligible number below the active one.
 */
export function findRollbackTarget(
  state: FamilyState,
  registered: readonly number[],
): number | undefined {
  const isFree = (version: number) => registered.includes(version) && isFreeTarget(state, version);
  return state.activatedVersions.findLast(isFree) ?? registered.findLast(isFree);
}

/** The versions to which a family may be rolled back without anybody naming one, the newest first. */
export function listRollbackTargets(state: FamilyState): readonly number[] {
  const declared = Object.keys(state.declared.statuses).map(Number);
  return [...new Set([...state.activatedVersions, ...declared])]
    .filter((version) => isFreeTarget(state, version))
    .sort((one, other) => other - one);
}

/**
 * What is said of the other versions where a rollback has no target. A version that was left is not gone back
 * to: whoever looks at the history sees that it was active.
 */
export function describeNoTarget({ family, leftVersions, activeVersion }: FamilyState): string {
  const left = leftVersions.filter((version) => version !== activeVersion);
  const keys = listSome(left.map((version) => versionKey(family, version)));
  const others =
    left.length === 0
      ? "no other"
      : `${keys} ${left.length === 1 ? "was itself" : "were themselves"} rolled back, and no other`;
  return `${others} version was active here or is declared deprecated`;
}
