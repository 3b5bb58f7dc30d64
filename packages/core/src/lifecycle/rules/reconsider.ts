import type { DeclareCommand } from "../command.js";
import type { Attribution } from "../decision.js";
import type { FamilyState } from "../family-state.js";
import { toStorable } from "./require-storable.js";

/**
 * The recorded declaration of a family as a command once more; null where none waits.
 * It is decided after each decision and each saved evidence, in the same transaction.
 */
export function reconsider(
  state: FamilyState,
  { actor, source }: Pick<Attribution, "actor" | "source">,
): DeclareCommand | null {
  const { pending, generation, activeVersion, statuses, acknowledgedRevision, ground } =
    state.declared;
  if (pending === null) return null;
  return {
    kind: "declare",
    again: true,
    family: state.family,
    actor: toStorable(actor),
    source,
    // It repeats what the gate said of a model's texts, which may hold anything.
    reason: toStorable(
      `Generation ${generation} declares version ${activeVersion} active and waited: ${pending}`,
    ),
    fromVersion: null,
    expectedRevision: null,
    idempotencyKey: null,
    generation,
    activeVersion,
    statuses,
    acknowledgedRevision,
    ground,
  };
}
