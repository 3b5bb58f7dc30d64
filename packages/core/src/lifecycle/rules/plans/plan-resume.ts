import type { ResumeCommand } from "../../command.js";
import type { PlannedDecision } from "../../decision.js";
import type { FamilyState } from "../../family-state.js";
import { toPlannedDecision } from "../to-planned-decision.js";

/** Resume: ends the hold, so that newer declarations count again. The mark of the version left stays. */
export function planResume(state: FamilyState, command: ResumeCommand): PlannedDecision | null {
  if (state.hold === null) return null;
  return toPlannedDecision(state, command, {
    change: { kind: "hold_ended" },
    toVersion: state.activeVersion,
  });
}
