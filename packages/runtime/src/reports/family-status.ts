import type { FamilyReport, StatusProblem, StatusReport } from "@promptrail/core";
import type { FamilyState, Registry } from "@promptrail/core/lifecycle";
import type { LiveState } from "../state/live-status.js";

/** What the code says, what is live, and what this process serves, of one family. */
export interface FamilyStatus extends FamilyReport {
  readonly activeVersion: number;
  /** The last revision that touched the family. */
  readonly revision: number;
  readonly state: FamilyState;
}

/** What this process has applied, as it came from the store, and what it makes of that. */
export interface EnvironmentStatus extends StatusReport {
  readonly environment: string;
  readonly revision: number;
  readonly families: readonly FamilyStatus[];
  /** False once this process was closed: it hears of no decision any more, and serves what it knew. */
  readonly isFollowing: boolean;
}

interface ReportedProcess {
  readonly live: LiveState;
  readonly registry: Registry;
  readonly isServable: (family: string, version: number) => boolean;
  readonly problems: readonly StatusProblem[];
  readonly isFollowing: boolean;
}

export function toEnvironmentStatus(reported: ReportedProcess): EnvironmentStatus {
  const { live, registry, isServable, problems, isFollowing } = reported;
  const { snapshot, source } = live;
  const declaredFamilies = new Set(registry.families);
  const families = snapshot.families.map((state): FamilyStatus => {
    const declaredVersion = declaredFamilies.has(state.family)
      ? registry.declaredActive(state.family).version
      : null;
    return {
      family: state.family,
      declaredVersion,
      activeVersion: state.activeVersion,
      revision: state.revision,
      state,
      stateSource: source,
      drift: isServable(state.family, state.activeVersion)
        ? describeDrift(state, declaredVersion)
        : `this build cannot serve version ${state.activeVersion}`,
    };
  });
  const { environment, revision } = snapshot;
  const state = { environment, snapshot, revision, stateSource: source, families };
  return { ...state, problems, isFollowing };
}

function describeDrift(state: FamilyState, declared: number | null): string | null {
  if (declared === null) return "this build does not declare the family";
  if (declared === state.activeVersion) return null;
  if (state.declared.pending !== null)
    return `declared version ${declared} waits: ${state.declared.pending}`;
  if (state.hold !== null) {
    return `declared version ${declared} is on hold since the rollback at revision ${state.hold.revision}`;
  }
  return `version ${state.activeVersion} is live by a decision of ${state.decidedBy}, but this build declares ${declared}`;
}
