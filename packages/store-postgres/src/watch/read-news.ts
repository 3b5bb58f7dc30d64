import type { SnapshotHead, SnapshotNews } from "@promptrail/core/lifecycle";
import { type FamilyRow, familyColumns, fromFamilyRow } from "../rows/family-row.js";
import { missingEnvironment } from "../rows/missing-environment.js";
import { requirePrimary } from "../rows/require-primary.js";
import { decisionLimit } from "../sql/limits.js";
import type { SqlPool } from "../sql/sql-pool.js";

/** A store's head, and what changed since a revision that someone has applied. */
export interface News extends SnapshotHead, SnapshotNews {
  /** The hash of the known revision; null where this history does not have it. */
  readonly knownHash: string | null;
  /** Signs what the environment's decisions announce. */
  readonly announcementKey: string;
}

interface NewsRow extends FamilyRow {
  readonly store_id: string;
  readonly head_revision: number;
  readonly head_hash: string;
  readonly known_hash: string | null;
  readonly announcement_key: string;
  readonly is_standby: boolean;
  readonly has_family: boolean;
}

// Where nothing is new, the families are not looked at: every process asks this twice a second.
const newsQuery = `
  select head.store_id::text, head.revision as head_revision, head.head_hash,
    head.announcement_key, pg_is_in_recovery() as is_standby, state.family is not null as has_family, state.*, (
      select hash from promptrail.decision where environment = $1 and revision = $2
    ) as known_hash
  from promptrail.environment_head head
  left join lateral (
    select ${familyColumns} from promptrail.family_state
    where environment = $1 and revision > $2 and head.revision > $2
  ) state on true
  where head.environment = $1`;

/** One statement, which sees one state. Throws PromptrailError `store_unavailable`. */
export async function readNews(
  pool: SqlPool,
  environment: string,
  knownRevision: number,
): Promise<News> {
  const rows = await pool.query<NewsRow>(newsQuery, [environment, knownRevision], decisionLimit);
  const [head] = rows;
  if (head === undefined) throw missingEnvironment(environment);
  requirePrimary(head.is_standby);
  return {
    storeId: head.store_id,
    revision: head.head_revision,
    headHash: head.head_hash,
    knownHash: knownRevision === 0 ? "" : head.known_hash,
    announcementKey: head.announcement_key,
    changed: rows.filter(({ has_family }) => has_family).map(fromFamilyRow),
  };
}
