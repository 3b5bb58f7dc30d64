import type { Evidence } from "../../evals/evidence.js";
import type { Command } from "../command.js";
import type { DecisionResult } from "../decision.js";
import { reconsider } from "../rules/reconsider.js";
import { decideAllWithin } from "./decide-all-within.js";
import type { DecisionTransaction } from "./decision-transaction.js";
import { planTogether, requirePlanned } from "./plan-together.js";

/**
 * The recipe of a decision, the same for every store. A repeat is answered with the first decision. Else the
 * rules look at the facts, what they plan takes its place in the chain of hashes, a declaration of the family
 * that waits is looked at once more, and all of it is recorded at once.
 *
 * @throws PromptrailError what `planDecision` throws, and `request_invalid` for a text that cannot be stored
 * or an idempotency key of another family's decision.
 */
export async function decideWithin(
  transaction: DecisionTransaction,
  command: Command,
): Promise<DecisionResult> {
  const [outcome] = await decideAllWithin(transaction, [command]);
  if (outcome === undefined) throw new TypeError("Each command has an outcome.");
  if (outcome.result === null) throw outcome.refusal;
  return outcome.result;
}

/**
 * Looks at a family's waiting declaration once more, in a transaction that sees evidence which was just saved:
 * what waited for it takes effect.
 */
export async function reconsiderWithin(
  transaction: DecisionTransaction,
  { family, actor }: Pick<Evidence, "family" | "actor">,
): Promise<void> {
  const state = await transaction.readFamily(family);
  const command = state === null ? null : reconsider(state, { actor, source: "deploy" });
  if (command === null) return;
  const plans = await planTogether(transaction, transaction.head, [{ command, state }]);
  for (const planned of plans.map(requirePlanned)) {
    if (planned !== null) await transaction.record([planned.decision], [planned.state]);
  }
}
