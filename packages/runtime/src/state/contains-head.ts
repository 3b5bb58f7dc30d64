import type { Snapshot, StatusStore } from "@promptrail/core";

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
  const { revision, headHash } = applied;
  if (revision === 0 || next.revision <= revision) return true;
  const [same] = await status.readHistory({ family: null, limit: 1, before: revision + 1 });
  return same?.revision !== revision || same.hash === headHash;
}
