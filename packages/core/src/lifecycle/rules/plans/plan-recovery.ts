import { listSome } from "../../../errors/list-some.js";
import { PromptrailError } from "../../../errors/promptrail-error.js";
import { versionKey } from "../../../prompt/prompt-version.js";
import type { RecoverCommand } from "../../command.js";
import type { PlannedDecision } from "../../decision.js";
import type { FamilyState, RecoveredState } from "../../family-state.js";
import type { DecisionFacts } from "../decision-facts.js";
import { toPlannedDecision } from "../to-planned-decision.js";
import { toRecoveredState } from "../to-recovered-state.js";

/** Recover: puts a family's state back, or says that the store's own stands. Always recorded. */
export function planRecovery(
  state: FamilyState,
  command: RecoverCommand,
  { registered }: DecisionFacts,
): PlannedDecision {
  const { family, lostRevision } = command;
  const kept = command.kept === null ? null : requireKnown(family, command.kept, registered);
  return toPlannedDecision(state, command, {
    change: { kind: "recovered", kept, lostRevision },
    toVersion: kept?.activeVersion ?? state.activeVersion,
  });
}

/** Registrations are lost with the decisions. A version that is only looked back at is left out. */
function requireKnown(
  family: string,
  kept: RecoveredState,
  registered: readonly number[],
): RecoveredState {
  const { activeVersion, previousVersion, shadow, declared } = kept;
  // What waits is decided again at once.
  const waiting = declared.pending === null ? null : declared.activeVersion;
  const unknown = [activeVersion, shadow?.version ?? null, waiting]
    .filter((version) => version !== null)
    .find((version) => !registered.includes(version));
  if (unknown !== undefined) throw lostVersion(family, unknown, registered);
  const isKnown = previousVersion !== null && registered.includes(previousVersion);
  return { ...toRecoveredState(kept), previousVersion: isKnown ? previousVersion : null };
}

function lostVersion(
  family: string,
  version: number,
  registered: readonly number[],
): PromptrailError {
  return new PromptrailError(
    "unknown_version",
    `The state of family "${family}" cannot be restored: ${versionKey(family, version)} is no longer registered here. It has: ${listSome(registered)}. Start or deploy a build that has ${versionKey(family, version)}, then recover again.`,
    { family, version, known: [...registered] },
  );
}
