import { PromptrailError } from "../../errors/promptrail-error.js";
import { versionKey } from "../../prompt/prompt-version.js";
import type { Command } from "../command.js";
import type { FamilyState } from "../family-state.js";

/** @throws PromptrailError `stale_state` when the family moved since the caller looked. */
export function requireFresh(state: FamilyState, command: Command): void {
  const { family, fromVersion, expectedRevision } = command;
  const moved =
    (fromVersion !== null && fromVersion !== state.activeVersion) ||
    (expectedRevision !== null && expectedRevision !== state.revision);
  if (!moved) return;
  throw new PromptrailError(
    "stale_state",
    `Family "${family}" has changed since you last read it: ${versionKey(family, state.activeVersion)} is active now, by a decision of ${state.decidedBy} at revision ${state.revision}. Read its history, then decide again.`,
    {
      family,
      active_version: state.activeVersion,
      revision: state.revision,
      decided_by: state.decidedBy,
    },
  );
}
