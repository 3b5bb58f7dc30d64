import type { Decision } from "../decision.js";
import type { HistorySource } from "./history-source.js";

/**
 * The decision of a revision; undefined where the history has none.
 *
 * @throws PromptrailError `store_unavailable`.
 */
export async function readDecisionAt(
  history: HistorySource,
  revision: number,
): Promise<Decision | undefined> {
  const [found] = await history.readHistory({ family: null, limit: 1, before: revision + 1 });
  return found?.revision === revision ? found : undefined;
}
