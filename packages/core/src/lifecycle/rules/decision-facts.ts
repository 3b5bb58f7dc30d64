import type { Evidence } from "../../evals/evidence.js";
import type { Decision } from "../decision.js";

/** What the rules look at beside the family's state; read in the deciding transaction. */
export interface DecisionFacts {
  /** The version numbers that are registered here, ascending. */
  readonly registered: readonly number[];
  /** The deciding evidence that fits the command's ground and the active version; null for none. */
  readonly evidence: Evidence | null;
  /** Why what the store has in its place cannot be taken for evidence; absent where nothing is there. */
  readonly evidenceProblem?: string;
  readonly now: Date;
  /** The family's last decision that gave it another active version; null before its first sight. */
  readonly lastActivation: {
    readonly kind: Decision["change"]["kind"];
    readonly decidedAt: Date;
  } | null;
}
