import type { PromoteCommand } from "../../command.js";
import type { PlannedDecision } from "../../decision.js";
import type { FamilyState } from "../../family-state.js";
import type { DecisionFacts } from "../decision-facts.js";
import { requireGround } from "../require-ground.js";
import { requireNotArchived, requireRegistered } from "../require-version.js";
import { toPlannedDecision } from "../to-planned-decision.js";

/** Promote: needs evidence against the version that is active now, an override, or a family without gate. */
export function planPromotion(
  state: FamilyState,
  command: PromoteCommand,
  facts: DecisionFacts,
): PlannedDecision | null {
  const { toVersion } = command;
  requireRegistered(state.family, toVersion, facts.registered);
  requireNotArchived(state, toVersion);
  if (toVersion === state.activeVersion && state.hold === null) return null;
  const evidence =
    toVersion === state.activeVersion ? null : requireGround(state, command, toVersion, facts);
  return toPlannedDecision(state, command, {
    change: { kind: "promoted", toVersion },
    toVersion,
    evidence,
    override: command.ground.kind === "override" ? command.ground.reason : null,
  });
}
