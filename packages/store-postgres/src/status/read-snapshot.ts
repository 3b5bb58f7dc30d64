import type { Snapshot } from "@promptrail/core/lifecycle";
import { type FamilyRow, familyColumns, fromFamilyRow } from "../rows/family-row.js";
import { missingEnvironment } from "../rows/missing-environment.js";
import { requirePrimary } from "../rows/require-primary.js";
import { decisionLimit } from "../sql/limits.js";
import type { SqlPool } from "../sql/sql-pool.js";

interface SnapshotRow extends FamilyRow {
  readonly store_id: string;
  readonly head_revision: number;
  readonly head_hash: string;
  readonly is_standby: boolean;
  readonly has_family: boolean;
}

// One statement sees one state, whatever is decided meanwhile.
const snapshotQuery = `
  select head.store_id::text, head.revision as head_revision, head.head_hash,
    pg_is_in_recovery() as is_standby, state.family is not null as has_family, state.*
  from promptrail.environment_head head
  left join (select environment, ${familyColumns} from promptrail.family_state) state
    using (environment)
  where environment = $1
  order by state.family`;

/** @throws PromptrailError `store_unavailable`, also for a standby: it may lag behind. */
export async function readSnapshot(pool: SqlPool, environment: string): Promise<Snapshot> {
  const rows = await pool.query<SnapshotRow>(snapshotQuery, [environment], decisionLimit);
  const [head] = rows;
  if (head === undefined) throw missingEnvironment(environment);
  requirePrimary(head.is_standby);
  return {
    storeId: head.store_id,
    environment,
    revision: head.head_revision,
    headHash: head.head_hash,
    families: rows.filter(({ has_family }) => has_family).map(fromFamilyRow),
  };
}
