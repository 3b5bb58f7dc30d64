import type { Snapshot, StatusStore } from "@promptrail/core";

/** Decisions may be recorded while the history is read. */
const slack = 20;
/** Beyond it the answer would cost more than the doubt is worth. */
const mostDecisions = 5_000;

/**
 * Whether a store's history holds the decision that a process applied last. It does not where a backup
 * was restored and others have decided since: its revisions are higher, and of another history.
 *
 * @throws PromptrailError `store_unavailable`.
 */
export async function containsHead(
  status: Pick<StatusStore, "readHistory">,
  applied: Snapshot,
  next: Snapshot,
): Promise<boolean> {
  const distance = next.revision - applied.revision;
  if (applied.revision === 0 || distance <= 0 || distance > mostDecisions) return true;
  const history = await status.readHistory({ family: null, limit: distance + 1 + slack });
  const same = history.find(({ revision }) => revision === applied.revision);
  return same === undefined || same.hash === applied.headHash;
}
