import type { Decision } from "../decision.js";

export interface HistoryQuery {
  /** Null for every family. */
  readonly family: string | null;
  readonly limit: number;
  /** Only decisions with a lower revision; null for the newest. */
  readonly before: number | null;
}

/** What was decided in one environment. */
export interface HistorySource {
  /** Decisions, newest first. Throws PromptrailError `store_unavailable`. */
  readHistory(query: HistoryQuery): Promise<readonly Decision[]>;
}
