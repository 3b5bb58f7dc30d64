import type { Verdict } from "../evals/evidence.js";

/**
 * What became of evidence that was brought: `stored`, `kept` where an earlier run of the same comparison has decided, so
 * that this one changes nothing, `already_stored` where the same was brought before, or
 * `not_needed` where its version is active already, or the family has no active version yet.
 */
export interface EvidenceReport {
  readonly family: string;
  /** The candidate and the version that it was compared with, as keys: `product_description_v2`. */
  readonly candidate: string;
  readonly baseline: string;
  readonly outcome: "stored" | "kept" | "already_stored" | "not_needed";
  /** What the gate says of the scores here. */
  readonly verdict: Verdict;
  readonly reasons: readonly string[];
  /** Null where nothing is stored. */
  readonly evidenceId: string | null;
  /** Who brought it, the first time; null where nothing is stored. */
  readonly actor: string | null;
  /** Its number among the runs of the comparison; null where nothing is stored, and of servers of earlier releases. */
  readonly run: number | null;
  /** The run that decides, where it is another one. */
  readonly decidedBy: { readonly evidenceId: string; readonly verdict: Verdict } | null;
}
