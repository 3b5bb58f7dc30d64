import type { Evidence, EvidenceKey } from "../evals/evidence.js";

/**
 * Keeps the verdicts of eval runs. What is read and is not what was saved throws PromptrailError
 * `immutability_violation`.
 */
export interface EvidenceStore {
  /**
   * Saves one of the same `id` once, as `placeEvidence` says in the transaction: the first complete run of a key decides,
   * also where several are saved at once.
   *
   * @returns it as it is stored.
   */
  save(evidence: Evidence): Promise<Evidence>;
  /** Throws what `save` would throw now, and saves nothing: for who is about to pay for evidence. */
  requireWritable(): Promise<void>;
  /** The verdict that decides, of those that fit every field of the key. */
  find(key: EvidenceKey): Promise<Evidence | null>;
  read(id: string): Promise<Evidence | null>;
  /** Newest first. */
  list(query: { readonly family: string; readonly limit: number }): Promise<readonly Evidence[]>;
}
