import { type RegisteredVersion, requireOwnHash } from "@promptrail/core";
import { statusLimit } from "../sql/limits.js";
import type { SqlPool } from "../sql/sql-pool.js";

/** A row of `promptrail.prompt_version`, as far as it is read. */
export interface VersionRow {
  readonly family: string;
  readonly version: number;
  readonly content_hash: string;
  /** Null where somebody else wrote it so. */
  readonly body: VersionBody | null;
}

type VersionBody = Pick<RegisteredVersion, "content" | "changelog" | "input">;

/** Of no content, whose hash is nobody's. */
const noBody = {} as VersionBody;

export const versionColumns = "family, version, content_hash, body";

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

/** The body may be any other than the hash's. */
export function fromVersionRow(row: VersionRow): RegisteredVersion {
  const { family, version, content_hash: contentHash, body } = row;
  const { content, changelog, input } = body ?? noBody;
  const described = input === undefined ? {} : { input };
  return { family, version, contentHash, content, changelog, ...described };
}
