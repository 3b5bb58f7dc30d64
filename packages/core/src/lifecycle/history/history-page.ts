import type { Decision } from "../decision.js";
import type { HistoryQuery, HistorySource } from "./history-source.js";

/** A part of a history, newest decision first. */
export interface HistoryPage {
  readonly decisions: readonly Decision[];
  /** The `before` that reads the next older part; null where there is none. */
  readonly nextBefore: number | null;
}

/**
 * Reads one part of a history. It asks for one decision more than it gives, which says whether there
 * are older ones.
 *
 * @throws PromptrailError `store_unavailable`.
 */
export async function readHistoryPage(
  status: HistorySource,
  query: HistoryQuery,
): Promise<HistoryPage> {
  const { limit } = query;
  const found = await status.readHistory({ ...query, limit: limit + 1 });
  const decisions = found.slice(0, limit);
  const oldest = decisions.at(-1);
  return {
    decisions,
    nextBefore: oldest !== undefined && found.length > limit ? oldest.revision : null,
  };
}
