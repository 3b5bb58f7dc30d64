import { PromptrailError } from "@promptrail/core";
import type { Registry } from "@promptrail/core/lifecycle";
import type { CommandScope } from "../../command-scope.js";
import { readLiveState } from "./with-backend.js";

/** A rollback that the lock file is to acknowledge. */
export interface FoundHold {
  readonly family: string;
  /** Of the rollback. */
  readonly revision: number;
  readonly reason: string;
}

export interface FoundHolds {
  /** Whose live state was read: the revisions are its own. */
  readonly environment: string;
  readonly holds: readonly FoundHold[];
}

/**
 * The holds that stand in the live state, of the families that the code declares.
 *
 * @param families Those to look at; empty: all.
 * @throws PromptrailError `unknown_family`; `request_invalid` for a named family without a hold.
 */
export async function findHolds(
  scope: CommandScope,
  registry: Registry,
  families: readonly string[],
): Promise<FoundHolds> {
  // A misspelt name is told before a store is opened for it.
  for (const family of families) registry.versionsOf(family);
  const snapshot = await readLiveState(scope);
  const wanted = families.length === 0 ? registry.families : families;
  const holds = new Map(snapshot.families.map(({ family, hold }) => [family, hold]));
  const found: FoundHold[] = [];
  for (const family of new Set(wanted)) {
    const hold = holds.get(family) ?? null;
    if (hold !== null) found.push({ family, revision: hold.revision, reason: hold.reason });
    else if (families.includes(family)) throw noHold(family, snapshot.environment);
  }
  return { environment: snapshot.environment, holds: found };
}

function noHold(family: string, environment: string): PromptrailError {
  return new PromptrailError(
    "request_invalid",
    `Family "${family}" has no hold in ${environment}: there is nothing to acknowledge. Look at \`promptrail status\`.`,
    { family },
  );
}
