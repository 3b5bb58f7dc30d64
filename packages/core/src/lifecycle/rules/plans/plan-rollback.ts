import { listSome } from "../../../errors/list-some.js";
import { PromptrailError } from "../../../errors/promptrail-error.js";
import { versionKey } from "../../../prompt/prompt-version.js";
import type { RollbackCommand } from "../../command.js";
import type { PlannedDecision } from "../../decision.js";
import type { FamilyState } from "../../family-state.js";
import type { DecisionFacts } from "../decision-facts.js";
import { requireFresh } from "../require-fresh.js";
import { isArchived, requireNotArchived, requireRegistered } from "../require-version.js";
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
    `There is nothing to roll ${active} back to: ${describeOthers(state)} version was active here or is declared deprecated. Promote another: \`promptrail promote ${state.family} VERSION\`, with --override where it has no evidence.`,
    { family: state.family, active_version: state.activeVersion },
  );
}

/** A version that was left is not gone back to: whoever looks at the history sees that it was active. */
function describeOthers({ family, leftVersions, activeVersion }: FamilyState): string {
  const left = leftVersions.filter((version) => version !== activeVersion);
  if (left.length === 0) return "no other";
  const keys = listSome(left.map((version) => versionKey(family, version)));
  return `${keys} ${left.length === 1 ? "was itself" : "were themselves"} left by a rollback, and no further`;
}

function neverActive(state: FamilyState, version: number): PromptrailError {
  return new PromptrailError(
    "not_eligible",
    `${versionKey(state.family, version)} was never active here, so a rollback cannot go to it. Use promote, which asks for evidence.`,
    { family: state.family, version, active_version: state.activeVersion },
  );
}

/** True for a version that a rollback may go to: it was active here, or the code declares it deprecated. */
function isEligibleTarget(state: FamilyState, version: number): boolean {
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
