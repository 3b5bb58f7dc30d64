import type { Client } from "@promptrail/client";
import { type Decision, PromptrailError, type Snapshot } from "@promptrail/core";

/** An environment's decisions, oldest first, and the state that they should add up to. */
export interface WholeHistory {
  readonly decisions: readonly Decision[];
  readonly snapshot: Snapshot;
}

/** The most that a server tells of one family. */
const mostDecisions = 1_000;

/**
 * Reads the history of every family from a server and puts it in the order of the environment.
 *
 * @throws PromptrailError `not_supported` where a family has more decisions than a server tells.
 */
export async function readServerHistory(
  client: Pick<Client, "status" | "history">,
): Promise<WholeHistory> {
  const { snapshot } = await client.status();
  const decisions: Decision[] = [];
  for (const { family } of snapshot.families) {
    const found = await client.history({ family, limit: mostDecisions });
    if (found.length === mostDecisions && found.at(-1)?.change.kind !== "first_seen") {
      throw tooLong(family);
    }
    decisions.push(...found);
  }
  return toWholeHistory(decisions, snapshot);
}

/** What was decided after the snapshot was read is no part of it. */
export function toWholeHistory(decisions: readonly Decision[], snapshot: Snapshot): WholeHistory {
  return {
    decisions: decisions
      .filter(({ revision }) => revision <= snapshot.revision)
      .toSorted((one, other) => one.revision - other.revision),
    snapshot,
  };
}

function tooLong(family: string): PromptrailError {
  return new PromptrailError(
    "not_supported",
    `Family "${family}" has more than ${mostDecisions} decisions, which is the most that a server tells. Verify its history where the store can be opened: with DATABASE_URL set, and without PROMPTRAIL_SERVER.`,
    { family },
  );
}
