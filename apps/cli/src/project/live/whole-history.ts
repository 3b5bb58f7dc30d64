import type { Decision } from "@promptrail/core";
import { type HistoryQuery, readHistoryInOrder, type Snapshot } from "@promptrail/core/lifecycle";

/** An environment's decisions, oldest first, and the state that they should add up to. */
export interface WholeHistory {
  readonly snapshot: Snapshot;
  readonly pages: AsyncIterable<readonly Decision[]>;
}

/** The most that a server tells at once. */
const pageSize = 1_000;

/** Decisions of every family, newest first. */
type ReadHistory = (
  query: Pick<HistoryQuery, "limit"> & { readonly before: number },
) => Promise<readonly Decision[]>;

/** What was decided after the snapshot was read is no part of it. */
export function toWholeHistory(snapshot: Snapshot, read: ReadHistory): WholeHistory {
  const { revision } = snapshot;
  return { snapshot, pages: readHistoryInOrder({ read, revision, pageSize }) };
}
