import { PromptrailError } from "../../../errors/promptrail-error.js";
import { versionKey } from "../../../prompt/prompt-version.js";
import type { ArchiveCommand } from "../../command.js";
import type { PlannedDecision } from "../../decision.js";
import type { FamilyState } from "../../family-state.js";
import type { DecisionFacts } from "../decision-facts.js";
import { isArchived, requireRegistered } from "../require-version.js";
import { findRollbackTarget } from "../rollback-targets.js";
import { toPlannedDecision } from "../to-planned-decision.js";

/** Archive: refused for the active version and for the one that a rollback would go to. */
export function planArchive(
  state: FamilyState,
  command: ArchiveCommand,
  facts: DecisionFacts,
): PlannedDecision | null {
  const { version } = command;
  requireRegistered(state.family, version, facts.registered);
  if (version === state.activeVersion) throw needed(state, version, "it is active");
  if (isArchived(state, version)) return null;
  if (version === findRollbackTarget(state, facts.registered)) {
    throw needed(state, version, "it is the version to which a rollback would go");
  }
  return toPlannedDecision(state, command, {
    change: { kind: "archived", version },
    toVersion: state.activeVersion,
  });
}

function needed(state: FamilyState, version: number, reason: string): PromptrailError {
  return new PromptrailError(
    "not_eligible",
    `${versionKey(state.family, version)} cannot be archived: ${reason}. Promote another version first.`,
    { family: state.family, version, active_version: state.activeVersion },
  );
}
