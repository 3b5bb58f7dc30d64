import {
  type RegisteredVersion,
  requireOwnHash,
  type StatusSource,
} from "@promptrail/core/lifecycle";
import { versionKey } from "@promptrail/core/portable";
import { fromVersionRow, type VersionRow, versionColumns } from "../rows/version-row.js";
import { askTogether } from "../sql/ask-together.js";
import { decisionLimit } from "../sql/limits.js";
import type { SqlPool } from "../sql/sql-pool.js";

/** So many bodies are read by one statement at most. */
const mostBodies = 500;

/** A version by its number. */
interface Numbered {
  readonly family: string;
  readonly version: number;
}

// One look each by the primary key, whatever the planner thinks of the table: its other bodies are large.
const versionsByNumber = `
  select found.* from unnest($2::text[], $3::bigint[]) as asked (of_family, number)
  cross join lateral (
    select ${versionColumns} from promptrail.prompt_version
    where environment = $1 and family = of_family and version = number limit 1
  ) as found`;

/**
 * Reads registered versions. A decision on many families needs the bodies of many, and so has a connection that
 * nothing else takes; those that are asked for at once share a statement.
 *
 * @throws PromptrailError `immutability_violation` for a body that is not what was registered.
 */
export function createVersionReader(
  pool: SqlPool,
  environment: string,
): StatusSource["readVersion"] {
  const find = askTogether(
    (asked: readonly Numbered[]) => readVersions(pool, environment, asked),
    mostBodies,
  );
  return async (family, version) => {
    const found = await find({ family, version });
    return found === null ? null : requireOwnHash(found);
  };
}

/** In the order in which they are asked for; null for one that is not registered. */
async function readVersions(
  pool: SqlPool,
  environment: string,
  asked: readonly Numbered[],
): Promise<readonly (RegisteredVersion | null)[]> {
  const rows = await pool.query<VersionRow>(
    versionsByNumber,
    [environment, asked.map(({ family }) => family), asked.map(({ version }) => version)],
    decisionLimit,
  );
  const found = new Map(rows.map((row) => [keyOf(row), fromVersionRow(row)]));
  return asked.map((each) => found.get(keyOf(each)) ?? null);
}

function keyOf({ family, version }: Numbered): string {
  return versionKey(family, version);
}
