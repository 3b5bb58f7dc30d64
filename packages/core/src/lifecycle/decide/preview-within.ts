import type { Command } from "../command.js";
import type { DecisionResult } from "../decision.js";
import { decideWithin } from "./decide-within.js";
import type { DecisionTransaction } from "./decision-transaction.js";

/**
 * What `decideWithin` would answer, by the same recipe, on a transaction that has nothing to write with.
 *
 * @param registering numbers of the command's family that count as registered.
 * @throws PromptrailError what `decideWithin` throws.
 */
export async function previewWithin(
  reads: Omit<DecisionTransaction, "record">,
  command: Command,
  registering: readonly number[] = [],
): Promise<DecisionResult> {
  const before = await reads.readFamily(command.family);
  const transaction: DecisionTransaction = {
    ...reads,
    readFamily: async () => before,
    readFacts: async (...asked) => {
      const facts = await reads.readFacts(...asked);
      const registered = [...new Set([...facts.registered, ...registering])];
      return { ...facts, registered: registered.sort((one, other) => one - other) };
    },
    record: async () => {},
  };
  return { ...(await decideWithin(transaction, command)), before };
}
