import { statusLimit } from "../sql/limits.js";
import type { SqlPool } from "../sql/sql-pool.js";
import { missingEnvironment } from "../status/missing-environment.js";
import { requirePrimary } from "../status/require-primary.js";

/** Which state a store is in, without the state. */
export interface Head {
  readonly storeId: string;
  readonly revision: number;
  readonly hash: string;
}

interface HeadRow {
  readonly store_id: string;
  readonly revision: number;
  readonly head_hash: string;
  readonly is_standby: boolean;
}

/** One indexed row: cheap enough to be asked for twice a second by every process. */
export async function readHead(pool: SqlPool, environment: string): Promise<Head> {
  const [row] = await pool.query<HeadRow>(
    `select store_id::text, revision, head_hash, pg_is_in_recovery() as is_standby
     from promptrail.environment_head where environment = $1`,
    [environment],
    statusLimit,
  );
  if (row === undefined) throw missingEnvironment(environment);
  requirePrimary(row.is_standby);
  return { storeId: row.store_id, revision: row.revision, hash: row.head_hash };
}
