import { PromptrailError } from "../../../errors/promptrail-error.js";
import { versionKey } from "../../../prompt/prompt-version.js";
import type { RollbackCommand } from "../../command.js";
import type { PlannedDecision } from "../../decision.js";
import type { FamilyState } from "../../family-state.js";
import type { DecisionFacts } from "../decision-facts.js";
import { requireFresh } from "../require-fresh.js";
import { requireNotArchived, requireRegistered } from "../require-version.js";
import { describeNoTarget, findRollbackTarget, isEligibleTarget } from "../rollback-targets.js";
import { toPlannedDecision } from "../to-planned-decision.js";

/**
 * Two people who roll back at once land one step back: the second one within this time changes nothing.
 * Where another version went live since the first, it is no repeat: it is meant for that version.
 */
const duplicateWindowMs = 10_000;

/** Roll back: needs no evidence; sets the hold and marks the version that it leaves. */
export function planRollback(
  state: FamilyState,
  command: RollbackCommand,
  facts: DecisionFacts,
): PlannedDecision | null {
  if (command.toVersion !== null) {
    requireRegistered(state.family, command.toVersion, facts.registered);
    requireNotArchived(state, command.toVersion);
    if (command.toVersion === state.activeVersion) return null;
  }
  if (isDuplicate(command, facts)) return null;
  requireFresh(state, command);
  const toVersion = command.toVersion ?? findRollbackTarget(state, facts.registered);
  if (toVersion === undefined) throw noTarget(state);
  if (!isEligibleTarget(state, toVersion)) throw neverActive(state, toVersion);
  return toPlannedDecision(state, command, {
    change: { kind: "rolled_back", toVersion },
    toVersion,
  });
}

function isDuplicate(command: RollbackCommand, { now, lastActivation }: DecisionFacts): boolean {
  if (command.toVersion !== null || command.fromVersion !== null) return false;
  if (command.expectedRevision !== null || lastActivation?.kind !== "rolled_back") return false;
  return now.getTime() - lastActivation.decidedAt.getTime() < duplicateWindowMs;
}

function noTarget(state: FamilyState): PromptrailError {
  const active = versionKey(state.family, state.activeVersion);
  return new PromptrailError(
    "not_eligible",
    `${active} cannot be rolled back: ${describeNoTarget(state)}. Promote another version: \`promptrail promote ${state.family} VERSION\`, with --override REASON if it has no evidence.`,
    { family: state.family, active_version: state.activeVersion },
  );
}

function neverActive(state: FamilyState, version: number): PromptrailError {
  return new PromptrailError(
    "not_eligible",
    `${versionKey(state.family, version)} was never active here, so it cannot be the target of a rollback. Use promote, which requires evidence.`,
    { family: state.family, version, active_version: state.activeVersion },
  );
}
