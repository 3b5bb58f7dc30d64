import { isPromptrailError, type PromptrailError } from "../../errors/promptrail-error.js";
import type { EvidenceKey } from "../../evals/evidence.js";
import { applyDecision } from "../apply-decision.js";
import type { Command } from "../command.js";
import { type Decision, hashDecision } from "../decision.js";
import type { FamilyState } from "../family-state.js";
import type { DecisionFacts } from "../rules/decision-facts.js";
import { planDecision } from "../rules/plan-decision.js";
import type { DecisionTransaction } from "./decision-transaction.js";

/** A command, and what it finds. */
export interface Asked {
  readonly command: Command;
  /** Null before the family's first decision. */
  readonly state: FamilyState | null;
  /** What was planned for the family just before, and is not recorded yet. */
  readonly before?: Decision;
}

/** A decision that is to be recorded, and its family's state after it. */
export interface Planned {
  readonly decision: Decision;
  readonly state: FamilyState;
}

/** What the rules say of a command. Both are null where it changes nothing. */
export interface Plan {
  readonly planned: Planned | null;
  /** Why they refuse it. */
  readonly refusal: PromptrailError | null;
}

/** What is planned; null where nothing is. Throws where the rules refuse it. */
export function requirePlanned({ planned, refusal }: Plan): Planned | null {
  if (refusal !== null) throw refusal;
  return planned;
}

/**
 * Has the rules plan commands of different families, one after the other, each in its place in the chain of
 * hashes that goes on from `head`. One that is refused leaves no gap.
 */
export async function planTogether(
  transaction: DecisionTransaction,
  head: DecisionTransaction["head"],
  asked: readonly Asked[],
): Promise<readonly Plan[]> {
  const known = await Promise.all(
    asked.map(async (each) => ({ ...each, facts: await readFacts(transaction, each) })),
  );
  let last = head;
  return known.map(({ command, state, facts }) => {
    const plan = planOne(last, command, state, facts);
    last = plan.planned?.decision ?? last;
    return plan;
  });
}

function planOne(
  { revision, hash: previousHash }: DecisionTransaction["head"],
  command: Command,
  state: FamilyState | null,
  facts: DecisionFacts,
): Plan {
  try {
    const planned = planDecision(state, command, facts);
    if (planned === null) return { planned, refusal: null };
    const unsigned = { ...planned, revision: revision + 1, decidedAt: facts.now, previousHash };
    const decision = { ...unsigned, hash: hashDecision(unsigned) };
    return { planned: { decision, state: applyDecision(state, decision) }, refusal: null };
  } catch (error) {
    // The rules ask nobody: what is ours is their refusal.
    if (isPromptrailError(error)) return { planned: null, refusal: error };
    throw error;
  }
}

async function readFacts(
  transaction: DecisionTransaction,
  { command, state, before }: Asked,
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
