import { PromptrailError } from "@promptrail/core";
import { missingEnvironment } from "../rows/missing-environment.js";
import type { SqlConnection } from "../sql/sql-pool.js";

export interface LockedHead {
  readonly revision: number;
  /** The last decision's hash; the empty string before the first. */
  readonly hash: string;
  /** Signs what the environment's decisions announce. */
  readonly announcementKey: string;
}

interface HeadRow {
  readonly revision: number;
  readonly head_hash: string;
  readonly announcement_key: string;
  readonly is_passed: boolean;
}

/**
 * Locks the environment's head until the transaction ends, so that commit order is revision order.
 *
 * @throws PromptrailError `immutability_violation` where somebody wrote a decision behind the head's back.
 */
export async function lockHead(
  connection: SqlConnection,
  environment: string,
): Promise<LockedHead> {
  // NO KEY: rows that only refer to the environment can be written meanwhile.
  const [row] = await connection.query<HeadRow>(
    `select head.revision, head_hash, announcement_key, exists (
       select from promptrail.decision beyond
       where beyond.environment = head.environment and beyond.revision > head.revision
     ) as is_passed
     from promptrail.environment_head head where environment = $1 for no key update`,
    [environment],
  );
  if (row === undefined) throw missingEnvironment(environment);
  if (row.is_passed) throw passedHead(environment, row.revision);
  return {
    revision: row.revision,
    hash: row.head_hash,
    announcementKey: row.announcement_key,
  };
}

function passedHead(environment: string, revision: number): PromptrailError {
  return new PromptrailError(
    "immutability_violation",
    `No decision can be recorded in environment "${environment}": its last decision is revision ${revision}, but the table promptrail.decision has a later row that no decision wrote. \`promptrail history --verify\` names the row. The owner of the schema must remove it (see "Written by hand" in the handbook), and check who can write to the store.`,
    { environment, revision },
  );
}
