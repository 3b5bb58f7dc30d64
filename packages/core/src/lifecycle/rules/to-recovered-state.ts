import type { RecoveredState } from "../family-state.js";

/** The part of a family's state that a recovery puts back, and nothing else of it. */
export function toRecoveredState(state: RecoveredState): RecoveredState {
  return {
    activeVersion: state.activeVersion,
    previousVersion: state.previousVersion,
    hold: state.hold,
    leftVersions: state.leftVersions,
    activatedVersions: state.activatedVersions,
    archivedVersions: state.archivedVersions,
    shadow: state.shadow,
    declared: state.declared,
  };
}
