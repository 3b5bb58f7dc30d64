import type { EvidenceKey } from "../../evals/evidence.js";
import type { Decision } from "../decision.js";
import type { FamilyState } from "../family-state.js";
import type { DecisionFacts } from "../rules/decision-facts.js";

/** What the rules look at, as far as a store reads it without knowing the command. */
export interface StoredFacts extends Pick<DecisionFacts, "registered" | "lastActivation" | "now"> {
  /** The content hash of the active version; null before the family's first sight. */
  readonly activeHash: string | null;
}

/**
 * What a store supplies for decisions that are recorded together: a few reads, and one write at the end. From
 * its first read to its commit no other decision, registration or look at saved evidence of this environment
 * comes between. Many decisions ask each read many times at once: a store may answer them with one statement.
 */
export interface DecisionTransaction {
  /** The environment's last decision: revision 0 and the empty string before the first. */
  readonly head: Pick<Decision, "revision" | "hash">;
  /** Null before the family's first decision. */
  readFamily(family: string): Promise<FamilyState | null>;
  /** The decision of this environment, of any family, that was recorded under an idempotency key. */
  findDecision(idempotencyKey: string): Promise<Decision | null>;
  /** `activeVersion` is null before the family's first sight. */
  readFacts(family: string, activeVersion: number | null): Promise<StoredFacts>;
  /** The evidence that decides for a key; what is there and is not what was saved is an `evidenceProblem`. */
  findEvidence(key: EvidenceKey): Promise<Pick<DecisionFacts, "evidence" | "evidenceProblem">>;
  /** Appends the decisions, moves the head to the last of them, and writes the states of their families after it. */
  record(
    decisions: readonly [Decision, ...Decision[]],
    states: readonly FamilyState[],
  ): Promise<void>;
}
