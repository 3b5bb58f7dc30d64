import type { Snapshot } from "../snapshot.js";
import { readAcceptance } from "./accepts-history.js";
import type { HistorySource } from "./history-source.js";
import { readDecisionAt } from "./read-decision-at.js";

/**
 * Whether a state may take the place of what a process has applied: its history holds the decision that
 * was applied last, or somebody decided that it stands without it. Neither is so where a backup was
 * restored and others have decided since: its revisions are higher, and of another history.
 *
 * @throws PromptrailError `store_unavailable`.
 */
export async function mayReplace(
  history: HistorySource,
  applied: Snapshot,
  next: Snapshot,
): Promise<boolean> {
  if (applied.revision === 0 || next.revision <= applied.revision) return true;
  if (await holds(history, applied)) return true;
  return await readAcceptance(history, applied.revision);
}

async function holds(history: HistorySource, { revision, headHash }: Snapshot): Promise<boolean> {
  const same = await readDecisionAt(history, revision);
  return same === undefined || same.hash === headHash;
}
