import type { Change, Decision } from "./decision.js";
import type { FamilyState, RecoveredState } from "./family-state.js";

/**
 * A family's state after a decision; `null` before its first one.
 * Folding a family's decisions with this function gives its row.
 */
export function applyDecision(state: FamilyState | null, decision: Decision): FamilyState {
  const { family, change, revision } = decision;
  const stamp = { revision, decidedBy: decision.actor, decidedAt: decision.decidedAt };
  if (change.kind === "first_seen") {
    return {
      family,
      activeVersion: change.declared.activeVersion,
      previousVersion: null,
      hold: null,
      leftVersions: [],
      activatedVersions: [change.declared.activeVersion],
      archivedVersions: [],
      shadow: change.shadow,
      declared: change.declared,
      ...stamp,
    };
  }
  if (state === null) {
    throw new TypeError(`The history of family "${family}" does not begin with its first sight.`);
  }
  // Nothing touched the family: what is measured must not look like news to who compares.
  if (change.kind === "drilled") return state;
  return { ...applyChange(state, decision, change), ...stamp };
}

function applyChange(
  state: FamilyState,
  { revision, reason }: Decision,
  change: Exclude<Change, { kind: "drilled" }>,
): FamilyState {
  switch (change.kind) {
    case "declared": {
      const next = { ...state, declared: change.declared, shadow: change.shadow };
      const released = change.endsHold ? { ...next, hold: null } : next;
      return change.activates === null ? released : activate(released, change.activates);
    }
    case "promoted": {
      const leftVersions = state.leftVersions.filter((version) => version !== change.toVersion);
      const shadow = state.shadow?.version === change.toVersion ? null : state.shadow;
      return activate({ ...endPending(state), hold: null, leftVersions, shadow }, change.toVersion);
    }
    case "rolled_back": {
      const leftVersions = withoutRepeats([...state.leftVersions, state.activeVersion]);
      return activate({ ...state, hold: { revision, reason }, leftVersions }, change.toVersion);
    }
    case "shadow_set":
      return { ...state, shadow: change.shadow };
    case "archived":
      return {
        ...state,
        archivedVersions: withoutRepeats([...state.archivedVersions, change.version]),
        shadow: state.shadow?.version === change.version ? null : state.shadow,
      };
    case "hold_ended":
      return { ...state, hold: null };
    case "recovered":
      return change.kept === null
        ? state
        : keep(state, change.kept, Math.max(revision, change.lostRevision + 1));
    case "first_seen":
      throw new TypeError(`Family "${state.family}" was seen before.`);
  }
}

function activate(state: FamilyState, version: number): FamilyState {
  if (version === state.activeVersion) return state;
  const earlier = state.activatedVersions.filter((activated) => activated !== version);
  return {
    ...state,
    activeVersion: version,
    previousVersion: state.activeVersion,
    activatedVersions: [...earlier, version],
  };
}

/** The kept state, under this history's revisions: no acknowledgement of a lost one reaches its hold. */
function keep(state: FamilyState, kept: RecoveredState, lowest: number): FamilyState {
  const { activeVersion, activatedVersions, archivedVersions, hold } = kept;
  const isNewer = state.declared.generation > kept.declared.generation;
  return {
    ...state,
    ...kept,
    activatedVersions: activatedVersions.includes(activeVersion)
      ? activatedVersions
      : [...activatedVersions, activeVersion],
    archivedVersions: archivedVersions.filter((version) => version !== activeVersion),
    hold: hold === null ? null : { revision: lowest, reason: hold.reason },
    declared: isNewer ? state.declared : kept.declared,
  };
}

function endPending(state: FamilyState): FamilyState {
  return { ...state, declared: { ...state.declared, pending: null } };
}

function withoutRepeats(versions: readonly number[]): readonly number[] {
  return [...new Set(versions)];
}
