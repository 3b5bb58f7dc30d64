import type { SqlConnection } from "../sql/sql-pool.js";
import { missingEnvironment } from "../status/missing-environment.js";

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
}

/** Locks the environment's head until the transaction ends, so that commit order is revision order. */
export async function lockHead(
  connection: SqlConnection,
  environment: string,
): Promise<LockedHead> {
  // NO KEY: rows that only refer to the environment can be written meanwhile.
  const [row] = await connection.query<HeadRow>(
    `select revision, head_hash, announcement_key from promptrail.environment_head
     where environment = $1 for no key update`,
    [environment],
  );
  if (row === undefined) throw missingEnvironment(environment);
  return {
    revision: row.revision,
    hash: row.head_hash,
    announcementKey: row.announcement_key,
  };
}
