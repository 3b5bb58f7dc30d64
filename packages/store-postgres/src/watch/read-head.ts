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

/** A head, and what its history says of a revision that someone has applied. */
export interface HeadLook extends Head {
  /** The hash of the known revision; null where this history does not have it. */
  readonly knownHash: string | null;
}

interface HeadRow {
  readonly store_id: string;
  readonly revision: number;
  readonly head_hash: string;
  readonly known_hash: string | null;
  readonly is_standby: boolean;
}

/** Two rows by their keys: cheap enough to be asked for twice a second by every process. */
export async function readHead(
  pool: SqlPool,
  environment: string,
  knownRevision: number,
): Promise<HeadLook> {
  const [row] = await pool.query<HeadRow>(
    `select store_id::text, revision, head_hash, pg_is_in_recovery() as is_standby, (
       select hash from promptrail.decision where environment = $1 and revision = $2
     ) as known_hash
     from promptrail.environment_head where environment = $1`,
    [environment, knownRevision],
    statusLimit,
  );
  if (row === undefined) throw missingEnvironment(environment);
  requirePrimary(row.is_standby);
  return {
    storeId: row.store_id,
    revision: row.revision,
    hash: row.head_hash,
    knownHash: knownRevision === 0 ? "" : row.known_hash,
  };
}
