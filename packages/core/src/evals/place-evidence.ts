import type { Evidence } from "./evidence.js";

/** What is stored of a key when another run of it is saved. */
interface EarlierRuns {
  /** How many runs. */
  readonly count: number;
  /** The one that decides; null for none. */
  readonly deciding: Pick<Evidence, "id" | "isIncomplete"> | null;
}

/**
 * A run as it is stored beside those of its key: with its number, and whether it decides. The first complete one does;
 * asking again until a run passes would let a version that is worse by the margin pass in 42 of 100 tries of ten runs. One
 * that says why it supersedes the deciding one takes its place, if it is complete.
 */
export function placeEvidence(evidence: Evidence, { count, deciding }: EarlierRuns): Evidence {
  const { supersedes, ...plain } = evidence;
  const run = count + 1;
  if (deciding === null) return { ...plain, run };
  const isComplete = evidence.isIncomplete !== true;
  if (deciding.isIncomplete === true) return { ...plain, run };
  if (supersedes === undefined || !isComplete) return { ...plain, run, changesNothing: true };
  return { ...plain, run, supersedes: { ...supersedes, evidenceId: deciding.id } };
}

/** Whether a stored run is one that may decide. */
export function mayDecide({ changesNothing }: Pick<Evidence, "changesNothing">): boolean {
  return changesNothing !== true;
}
