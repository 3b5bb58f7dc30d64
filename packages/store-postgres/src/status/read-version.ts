import type { RegisteredVersion } from "@promptrail/core";
import { statusLimit } from "../sql/limits.js";
import type { SqlPool } from "../sql/sql-pool.js";

interface VersionRow {
  readonly content_hash: string;
  readonly body: Pick<RegisteredVersion, "content" | "changelog" | "input">;
}

export async function readVersion(
  pool: SqlPool,
  environment: string,
  family: string,
  version: number,
): Promise<RegisteredVersion | null> {
  const [row] = await pool.query<VersionRow>(
    `select content_hash, body from promptrail.prompt_version
     where environment = $1 and family = $2 and version = $3::bigint`,
    [environment, family, version],
    statusLimit,
  );
  if (row === undefined) return null;
  const { content, changelog, input } = row.body;
  const described = input === undefined ? {} : { input };
  return { family, version, contentHash: row.content_hash, content, changelog, ...described };
}
