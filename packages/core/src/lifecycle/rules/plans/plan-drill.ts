import type { DrillCommand } from "../../command.js";
import type { PlannedDecision } from "../../decision.js";
import type { FamilyState } from "../../family-state.js";
import { toPlannedDecision } from "../to-planned-decision.js";

/** Drill: a decision that travels as every other and changes nothing. */
export function planDrill(state: FamilyState, command: DrillCommand): PlannedDecision {
  return toPlannedDecision(state, command, {
    change: { kind: "drilled" },
    toVersion: state.activeVersion,
  });
}
