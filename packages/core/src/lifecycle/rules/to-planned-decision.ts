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

function toGround(evidence: Evidence | null) {
  if (evidence === null) return {};
  const { actor, supersedes } = evidence;
  const ground = { evidenceHash: hashEvidence(evidence), evidenceActor: toStorable(actor) };
  if (supersedes === undefined) return ground;
  return { ...ground, supersedeReason: toStorable(supersedes.reason) };
}

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
    ...toGround(evidence),
    override: null,
    ...consequence,
  };
}
