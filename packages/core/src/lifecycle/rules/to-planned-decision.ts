import type { Command } from "../command.js";
import type { PlannedDecision } from "../decision.js";
import type { FamilyState } from "../family-state.js";

type Consequence = Pick<PlannedDecision, "change" | "toVersion"> &
  Partial<Pick<PlannedDecision, "evidenceId" | "override">>;

/** A command and what follows from it → what is recorded. */
export function toPlannedDecision(
  state: FamilyState | null,
  command: Command,
  consequence: Consequence,
): PlannedDecision {
  const { family, actor, source, reason, idempotencyKey } = command;
  return {
    family,
    actor,
    source,
    reason,
    idempotencyKey,
    fromVersion: state?.activeVersion ?? null,
    evidenceId: null,
    override: null,
    ...consequence,
  };
}
