import type { Decision } from "../decision.js";
import type { HistorySource } from "./history-source.js";

const pageSize = 100;

/**
 * Whether a process whose last decision a store's history does not hold may apply the store's state:
 * only where a recovery above what it has applied is complete. A recovery first puts the fleet's state
 * back, family by family; what counts is a decision after these, which leaves what it finds. One at or
 * below what is applied may be of an earlier accident.
 */
export function acceptsHistory(decisions: readonly Decision[], appliedRevision: number): boolean {
  return decisions.some(
    ({ change, revision }) =>
      change.kind === "recovered" && change.kept === null && revision > appliedRevision,
  );
}

/**
 * The same of a store's history, read newest first and page by page.
 *
 * @throws PromptrailError `store_unavailable`.
 */
export async function readAcceptance(
  status: HistorySource,
  appliedRevision: number,
): Promise<boolean> {
  for (let before: number | null = null; ; ) {
    const page = await status.readHistory({ family: null, limit: pageSize, before });
    if (acceptsHistory(page, appliedRevision)) return true;
    const oldest = page.at(-1)?.revision ?? 0;
    if (page.length < pageSize || oldest <= appliedRevision) return false;
    before = oldest;
  }
}
