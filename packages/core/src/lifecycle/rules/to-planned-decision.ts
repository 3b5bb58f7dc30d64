import type { Evidence } from "../../evals/evidence.js";
import { hashEvidence } from "../../evals/hash-evidence.js";
import type { Command } from "../command.js";
import type { PlannedDecision } from "../decision.js";
import type { FamilyState } from "../family-state.js";
import { toStorable } from "./require-storable.js";

type Consequence = Pick<PlannedDecision, "change" | "toVersion"> &
  Partial<Pick<PlannedDecision, "override">> & {
    /** What the decision stands on. */
    readonly evidence?: Evidence | null;
  };

/** A command and what follows from it → what is recorded. */
export function toPlannedDecision(
  state: FamilyState | null,
  command: Command,
  { evidence = null, ...consequence }: Consequence,
): PlannedDecision {
  const { family, actor, source, reason, idempotencyKey } = command;
  return {
    family,
    actor,
    source,
    reason,
    idempotencyKey,
    fromVersion: state?.activeVersion ?? null,
    evidenceId: evidence?.id ?? null,
    ...(evidence === null
      ? {}
      : { evidenceHash: hashEvidence(evidence), evidenceActor: toStorable(evidence.actor) }),
    override: null,
    ...consequence,
  };
}
