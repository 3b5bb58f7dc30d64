import { PromptrailError } from "@promptrail/core";
import {
  type FleetMember,
  type HistorySource,
  type OpenStore,
  readDecisionAt,
  type Snapshot,
} from "@promptrail/core/lifecycle";
import { aliveWithinMs } from "../../fleet/wait-for-fleet.js";
import type { LiveState } from "../../state/live-status.js";

/** What a store does not have any more, of what processes have applied. */
export interface Loss {
  /** What the store has. */
  readonly found: Snapshot;
  /** What this process has applied of the lost history; null where it has nothing of it. */
  readonly lost: Snapshot | null;
  /** The processes that serve the lost history. */
  readonly members: readonly FleetMember[];
  /** Its last revision, as far as anyone tells. */
  readonly lostRevision: number;
}

/**
 * Finds what was lost, by what this process has applied and by what the fleet reports.
 *
 * @throws PromptrailError `not_eligible` where nothing was, or where no family can carry the recovery;
 * `store_unavailable`.
 */
export async function findLoss(store: OpenStore, live: LiveState): Promise<Loss> {
  // What is applied and reported comes first: nobody can be ahead of the state that is read after it.
  const fleet = await store.fleet.read(aliveWithinMs);
  const found = await store.status.readSnapshot();
  const lost = (await isLost(store.status, live, found)) ? live.snapshot : null;
  const members = fleet.filter(
    ({ revision, problems }) => revision > found.revision || problems.includes("state_regression"),
  );
  if (lost === null && members.length === 0) throw nothingLost(found);
  if (found.families.length === 0) throw noFamily(found);
  const revisions = members.map(({ revision }) => revision);
  return { found, lost, members, lostRevision: Math.max(lost?.revision ?? 0, ...revisions) };
}

async function isLost(
  status: HistorySource,
  { snapshot: applied, source }: LiveState,
  found: Snapshot,
): Promise<boolean> {
  const { revision, headHash, storeId } = applied;
  if (source === "code_default" || storeId !== found.storeId || revision === 0) return false;
  if (revision > found.revision) return true;
  const same = await readDecisionAt(status, revision);
  return same?.hash !== headHash;
}

function nothingLost({ environment, revision }: Snapshot): PromptrailError {
  return new PromptrailError(
    "not_eligible",
    `Nothing to recover: the store of environment "${environment}" is at revision ${revision}, its history holds what this process has applied, and no process reports a later or another state. Look at \`promptrail status\` for what is live.`,
    { environment, revision },
  );
}

function noFamily({ environment }: Snapshot): PromptrailError {
  return new PromptrailError(
    "not_eligible",
    `The store of environment "${environment}" knows no family, so nothing can be recovered in it. Start a process of the project, which declares its families, then recover again.`,
    { environment },
  );
}
