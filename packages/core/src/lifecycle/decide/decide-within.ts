import { PromptrailError } from "../../errors/promptrail-error.js";
import type { Evidence, EvidenceKey } from "../../evals/evidence.js";
import { applyDecision } from "../apply-decision.js";
import type { Command } from "../command.js";
import { type Decision, type DecisionResult, hashDecision } from "../decision.js";
import type { FamilyState } from "../family-state.js";
import type { DecisionFacts } from "../rules/decision-facts.js";
import { planDecision } from "../rules/plan-decision.js";
import { reconsider } from "../rules/reconsider.js";
import { requireStorable } from "../rules/require-storable.js";
import type { DecisionTransaction } from "./decision-transaction.js";

/** A decision that is to be recorded, and its family's state after it. */
interface Planned {
  readonly decision: Decision;
  readonly state: FamilyState;
}

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
  requireStorable(command);
  const state = await transaction.readFamily(command.family);
  const repeated = await findRepeated(transaction, command);
  if (repeated !== null && state !== null) return nothingNew(state, repeated);
  const planned = await plan(transaction, command, state);
  if (planned === null) {
    if (state === null) throw new TypeError("A family's first decision always records something.");
    return nothingNew(state, null);
  }
  const { decision } = planned;
  const again = await planWaiting(transaction, planned.state, decision, decision);
  const followUp = again?.decision ?? null;
  const after = again?.state ?? planned.state;
  await transaction.record(followUp === null ? [decision] : [decision, followUp], after);
  return { decision, alreadyApplied: false, followUp, state: after };
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
  if (state === null) return;
  const again = await planWaiting(transaction, state, { actor, source: "deploy" });
  if (again !== null) await transaction.record([again.decision], again.state);
}

function nothingNew(state: FamilyState, decision: Decision | null): DecisionResult {
  return { decision, alreadyApplied: true, followUp: null, state };
}

async function findRepeated(
  transaction: DecisionTransaction,
  { family, idempotencyKey }: Command,
): Promise<Decision | null> {
  if (idempotencyKey === null) return null;
  const earlier = await transaction.findDecision(idempotencyKey);
  if (earlier === null || earlier.family === family) return earlier;
  throw new PromptrailError(
    "request_invalid",
    `The idempotency key was used for a decision on family "${earlier.family}" (revision ${earlier.revision}), so it cannot serve family "${family}". Use a new key for each request.`,
    { family, key_family: earlier.family, revision: earlier.revision },
  );
}

/** Null where no declaration waits, or where it still does. */
async function planWaiting(
  transaction: DecisionTransaction,
  state: FamilyState,
  by: Pick<Decision, "actor" | "source">,
  before?: Decision,
): Promise<Planned | null> {
  const command = reconsider(state, by);
  return command === null ? null : await plan(transaction, command, state, before);
}

/**
 * What the rules say of a command; null where it changes nothing.
 *
 * @param before what was planned just before it, and is not recorded yet.
 */
async function plan(
  transaction: DecisionTransaction,
  command: Command,
  state: FamilyState | null,
  before?: Decision,
): Promise<Planned | null> {
  const facts = await readFacts(transaction, command, state, before);
  const planned = planDecision(state, command, facts);
  if (planned === null) return null;
  const { revision, hash: previousHash } = before ?? transaction.head;
  const unsigned = { ...planned, revision: revision + 1, decidedAt: facts.now, previousHash };
  const decision = { ...unsigned, hash: hashDecision(unsigned) };
  return { decision, state: applyDecision(state, decision) };
}

async function readFacts(
  transaction: DecisionTransaction,
  command: Command,
  state: FamilyState | null,
  before: Decision | undefined,
): Promise<DecisionFacts> {
  const { family } = command;
  const { activeHash, ...facts } = await transaction.readFacts(
    family,
    state?.activeVersion ?? null,
  );
  const key = toEvidenceKey(command, activeHash);
  const found = key === null ? { evidence: null } : await transaction.findEvidence(key);
  const hasMoved = before !== undefined && before.fromVersion !== before.toVersion;
  return {
    ...facts,
    ...found,
    lastActivation: hasMoved
      ? { kind: before.change.kind, decidedAt: before.decidedAt }
      : facts.lastActivation,
  };
}

/** The evidence that a command asks for against what is active now; null where it asks for none. */
function toEvidenceKey(command: Command, activeHash: string | null): EvidenceKey | null {
  if (command.kind !== "promote" && command.kind !== "declare") return null;
  if (command.ground.kind !== "evidence" || activeHash === null) return null;
  return { ...command.ground.key, baselineHash: activeHash };
}
