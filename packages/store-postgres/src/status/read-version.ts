import { type RegisteredVersion, requireOwnHash } from "@promptrail/core/lifecycle";
import { fromVersionRow, type VersionRow, versionColumns } from "../rows/version-row.js";
import { statusLimit } from "../sql/limits.js";
import type { SqlPool } from "../sql/sql-pool.js";

/** @throws PromptrailError `immutability_violation` for a body that is not what was registered. */
export async function readVersion(
  pool: SqlPool,
  environment: string,
  family: string,
  version: number,
): Promise<RegisteredVersion | null> {
  const [row] = await pool.query<VersionRow>(
    `select ${versionColumns} from promptrail.prompt_version
     where environment = $1 and family = $2 and version = $3::bigint`,
    [environment, family, version],
    statusLimit,
  );
  return row === undefined ? null : requireOwnHash(fromVersionRow(row));
}
