import { isDeepStrictEqual } from "node:util";
import { PromptrailError } from "@promptrail/core";
import {
  type FamilyState,
  type RecoveredState,
  type Snapshot,
  toRecoveredState,
} from "@promptrail/core/lifecycle";
import type { Loss } from "./find-loss.js";

/**
 * The state of the lost history that the fleet serves, by family.
 *
 * @throws PromptrailError `not_eligible` where this process has none of it, or not the last of it.
 */
export function requireFleetState({ lost, members }: Loss): ReadonlyMap<string, RecoveredState> {
  if (lost === null) throw notHere();
  const ahead = members.find(({ revision }) => revision > lost.revision);
  if (ahead !== undefined) throw isOlder(lost, ahead);
  return new Map(lost.families.map((state) => [state.family, toRecoveredState(state)]));
}

/** What is to be put back into a family; null where the store's state says the same. */
export function findKeptState(
  fleet: ReadonlyMap<string, RecoveredState>,
  state: FamilyState,
): RecoveredState | null {
  const kept = fleet.get(state.family);
  if (kept === undefined) return null;
  return isDeepStrictEqual(toComparable(kept, state), toComparable(state, state)) ? null : kept;
}

/** Revisions of two histories cannot be compared, and the newer declaration stays in any case. */
function toComparable(kept: RecoveredState, state: FamilyState): unknown {
  const isNewer = state.declared.generation > kept.declared.generation;
  return {
    ...toRecoveredState(kept),
    hold: kept.hold?.reason ?? null,
    declared: isNewer ? state.declared : kept.declared,
  };
}

function notHere(): PromptrailError {
  return new PromptrailError(
    "not_eligible",
    "The fleet's state cannot be kept from here: this process has only the store's state, and not the state that was lost. Recover in a project folder that has the fleet's last-known-good file, or through a server that still serves the lost state; or keep the store's state.",
  );
}

function isOlder(
  lost: Snapshot,
  { name, revision }: { readonly name: string; readonly revision: number },
): PromptrailError {
  return new PromptrailError(
    "not_eligible",
    `The fleet's state cannot be kept from here: this process has revision ${lost.revision} of the lost history, but ${name} serves revision ${revision}. Recover through that process, or in its project folder. If it has ended, try again in 15 seconds.`,
    { revision: lost.revision, process: name, process_revision: revision },
  );
}
