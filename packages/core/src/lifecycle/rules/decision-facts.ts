import type { Evidence } from "../../evals/evidence.js";

/** What the rules look at beside the family's state; read in the deciding transaction. */
export interface DecisionFacts {
  /** The version numbers that are registered here, ascending. */
  readonly registered: readonly number[];
  /** The newest evidence that fits the command's ground and the active version; null for none. */
  readonly evidence: Evidence | null;
  readonly now: Date;
  /** The last rollback of this family, for the guard against two people rolling back at once. */
  readonly lastRollback: { readonly decidedAt: Date } | null;
}
