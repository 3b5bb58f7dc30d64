import { PromptrailError } from "../../../errors/promptrail-error.js";
import { versionKey } from "../../../prompt/prompt-version.js";
import type { ShadowCommand } from "../../command.js";
import type { PlannedDecision } from "../../decision.js";
import type { FamilyState } from "../../family-state.js";
import type { DecisionFacts } from "../decision-facts.js";
import { requireNotArchived, requireRegistered } from "../require-version.js";
import { toPlannedDecision } from "../to-planned-decision.js";

/** Start, change or end the shadow run of a family. */
export function planShadow(
  state: FamilyState,
  command: ShadowCommand,
  facts: DecisionFacts,
): PlannedDecision | null {
  const { version, rate } = command;
  if (version !== null) {
    requireRegistered(state.family, version, facts.registered);
    requireNotArchived(state, version);
    if (version === state.activeVersion) throw activeShadow(state);
  }
  const shadow = version === null || rate === 0 ? null : { version, rate };
  const same = state.shadow?.version === shadow?.version && state.shadow?.rate === shadow?.rate;
  if (same) return null;
  return toPlannedDecision(state, command, {
    change: { kind: "shadow_set", shadow },
    toVersion: state.activeVersion,
  });
}

function activeShadow(state: FamilyState): PromptrailError {
  return new PromptrailError(
    "not_eligible",
    `${versionKey(state.family, state.activeVersion)} is active, so it cannot run as its own shadow. Choose another version.`,
    { family: state.family, version: state.activeVersion },
  );
}
