import type { Evidence, EvidenceKey } from "../evals/evidence.js";

/**
 * Keeps the verdicts of eval runs. What is read and is not what was saved throws PromptrailError
 * `immutability_violation`.
 */
export interface EvidenceStore {
  /**
   * Saves one of the same `id` once. Of those that are saved at once for a key, the newest is found afterwards.
   *
   * @throws PromptrailError `evidence_refused` for a run that was brought and is older than what is there
   * (`requireNotOlder`, in the transaction).
   */
  save(evidence: Evidence): Promise<void>;
  /** Throws what `save` would throw now, and saves nothing: for who is about to pay for evidence. */
  requireWritable(): Promise<void>;
  /** The newest verdict that fits every field of the key. */
  find(key: EvidenceKey): Promise<Evidence | null>;
  read(id: string): Promise<Evidence | null>;
  /** Newest first. */
  list(query: { readonly family: string; readonly limit: number }): Promise<readonly Evidence[]>;
}
