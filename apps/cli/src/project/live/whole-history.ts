import type { Client } from "@promptrail/client";
import { type Decision, readHistoryInOrder, type Snapshot } from "@promptrail/core";

/** An environment's decisions, oldest first, and the state that they should add up to. */
export interface WholeHistory {
  readonly snapshot: Snapshot;
  readonly pages: AsyncIterable<readonly Decision[]>;
}

/** The most that a server tells at once. */
const pageSize = 1_000;

/** What was decided after the snapshot was read is no part of it. */
export function toWholeHistory(snapshot: Snapshot, source: Pick<Client, "history">): WholeHistory {
  const { revision } = snapshot;
  const read = source.history;
  return { snapshot, pages: readHistoryInOrder({ read, revision, pageSize }) };
}
