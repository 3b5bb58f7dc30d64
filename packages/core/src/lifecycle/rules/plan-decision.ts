import { PromptrailError } from "../../errors/promptrail-error.js";
import type { Command } from "../command.js";
import type { PlannedDecision } from "../decision.js";
import type { FamilyState } from "../family-state.js";
import type { DecisionFacts } from "./decision-facts.js";
import { planArchive } from "./plans/plan-archive.js";
import { planDeclaration } from "./plans/plan-declaration.js";
import { planDrill } from "./plans/plan-drill.js";
import { planPromotion } from "./plans/plan-promotion.js";
import { planRecovery } from "./plans/plan-recovery.js";
import { planResume } from "./plans/plan-resume.js";
import { planRollback } from "./plans/plan-rollback.js";
import { planShadow } from "./plans/plan-shadow.js";
import { requireFresh } from "./require-fresh.js";

/**
 * The rules: what a command does to a family, or null where it changes nothing.
 * A pure function; `decideWithin` calls it and has what it returns recorded.
 *
 * @throws PromptrailError `unknown_family`, `unknown_version`, `archived_version`, `not_eligible`,
 * `stale_state`, `gate_refused`.
 */
export function planDecision(
  state: FamilyState | null,
  command: Command,
  facts: DecisionFacts,
): PlannedDecision | null {
  if (command.kind === "declare") return planDeclaration(state, command, facts);
  if (state === null) throw unknownFamily(command.family);
  switch (command.kind) {
    case "promote":
      requireFresh(state, command);
      return planPromotion(state, command, facts);
    case "rollback":
      return planRollback(state, command, facts);
    case "shadow":
      requireFresh(state, command);
      return planShadow(state, command, facts);
    case "archive":
      requireFresh(state, command);
      return planArchive(state, command, facts);
    case "resume":
      requireFresh(state, command);
      return planResume(state, command);
    case "drill":
      return planDrill(state, command);
    case "recover":
      requireFresh(state, command);
      return planRecovery(state, command, facts);
  }
}

function unknownFamily(family: string): PromptrailError {
  return new PromptrailError(
    "unknown_family",
    `Family "${family}" does not exist in this environment: no process has declared it here. Check the name with \`promptrail status\`; if your code declares the family, run \`promptrail deploy\`.`,
    { family },
  );
}
