import { isPromptrailError } from "../../../errors/promptrail-error.js";
import type { Status } from "../../../prompt/status.js";
import type { DeclareCommand } from "../../command.js";
import type { PlannedDecision } from "../../decision.js";
import type { FamilyState, RecordedDeclaration, ShadowSetting } from "../../family-state.js";
import type { DecisionFacts } from "../decision-facts.js";
import { requireGround } from "../require-ground.js";
import { requireRegistered } from "../require-version.js";
import { toPlannedDecision } from "../to-planned-decision.js";

/**
 * A build's declaration. First sight takes the declared active version; a generation at or below the
 * recorded one changes nothing; a newer one activates its version unless something forbids it, and is
 * otherwise recorded as pending with the reason.
 */
export function planDeclaration(
  state: FamilyState | null,
  command: DeclareCommand,
  facts: DecisionFacts,
): PlannedDecision | null {
  const { family, generation, activeVersion, statuses, acknowledgedRevision, ground } = command;
  requireRegistered(family, activeVersion, facts.registered);
  const declared = {
    generation,
    activeVersion,
    statuses,
    acknowledgedRevision,
    ground,
    pending: null,
  };
  if (state === null) {
    return toPlannedDecision(null, command, {
      change: { kind: "first_seen", declared, shadow: toShadow(statuses, activeVersion) },
      toVersion: activeVersion,
    });
  }
  if (command.again) return planAgain(state, command, declared, facts);
  if (generation <= state.declared.generation) return null;
  return planNewGeneration(state, command, declared, facts);
}

/** A declaration that waited: nothing is recorded while it still waits. */
function planAgain(
  state: FamilyState,
  command: DeclareCommand,
  declared: RecordedDeclaration,
  facts: DecisionFacts,
): PlannedDecision | null {
  const { generation, pending } = state.declared;
  if (pending === null || generation !== command.generation) return null;
  const planned = planNewGeneration(state, command, declared, facts);
  const stillWaits = planned.change.kind === "declared" && planned.change.declared.pending !== null;
  return stillWaits ? null : planned;
}

function planNewGeneration(
  state: FamilyState,
  command: DeclareCommand,
  declared: RecordedDeclaration,
  facts: DecisionFacts,
): PlannedDecision {
  const { activeVersion, statuses } = command;
  const endsHold = state.hold !== null && command.acknowledgedRevision >= state.hold.revision;
  const pending = findObstacle(state, command, facts, endsHold);
  const activates =
    pending === null && activeVersion !== state.activeVersion ? activeVersion : null;
  const liveVersion = activates ?? state.activeVersion;
  return toPlannedDecision(state, command, {
    change: {
      kind: "declared",
      declared: { ...declared, pending },
      activates,
      endsHold,
      shadow: toShadow(statuses, liveVersion),
    },
    toVersion: liveVersion,
    evidence: activates !== null && command.ground.kind === "evidence" ? facts.evidence : null,
  });
}

function findObstacle(
  state: FamilyState,
  command: DeclareCommand,
  facts: DecisionFacts,
  endsHold: boolean,
): string | null {
  const { activeVersion } = command;
  if (activeVersion === state.activeVersion) return null;
  // By a decision: what only an earlier declaration archived, a newer one may bring back.
  if (state.archivedVersions.includes(activeVersion)) {
    return `version ${activeVersion} is archived here`;
  }
  if (state.leftVersions.includes(activeVersion)) {
    return `version ${activeVersion} was rolled back here; only a promotion returns it: \`promptrail promote ${state.family} ${activeVersion}\``;
  }
  if (state.hold !== null && !endsHold) {
    return `a hold stands since revision ${state.hold.revision}; acknowledge it with \`promptrail lock --acknowledge ${state.family}\``;
  }
  try {
    requireGround(state, command, activeVersion, facts);
    return null;
  } catch (error) {
    if (isPromptrailError(error)) return error.message;
    throw error;
  }
}

function toShadow(
  statuses: Readonly<Record<string, Status>>,
  activeVersion: number,
): ShadowSetting | null {
  const declared = Object.entries(statuses)
    .filter(([version, status]) => status === "shadow" && Number(version) !== activeVersion)
    .map(([version]) => Number(version));
  const newest = Math.max(...declared);
  return declared.length === 0 ? null : { version: newest, rate: 1 };
}
