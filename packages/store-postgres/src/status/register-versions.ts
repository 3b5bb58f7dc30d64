import type { RegistrationConflict, VersionContent, VersionRegistration } from "@promptrail/core";
import { dataLimit } from "../sql/limits.js";
import type { SqlConnection, SqlPool } from "../sql/sql-pool.js";

interface ConflictRow {
  readonly family: string;
  readonly version: number;
  readonly registered_hash: string;
  readonly declared_hash: string;
}

/** Inserts what is new; in `development`, also replaces drafts that were never active. */
export function registerVersions(
  pool: SqlPool,
  environment: string,
  versions: readonly VersionRegistration[],
): Promise<readonly RegistrationConflict[]> {
  if (versions.length === 0) return Promise.resolve([]);
  return pool.transaction(async (connection) => {
    const values = toColumns(environment, versions);
    if (environment === "development") await replaceDrafts(connection, values);
    const [inserted] = await connection.query<{ count: number }>(insertNew, values);
    if (inserted?.count === versions.length) return [];
    const conflicts = await connection.query<ConflictRow>(readConflicts, values.slice(0, 4));
    return conflicts.map(fromConflictRow);
  }, dataLimit);
}

/** The same conflicts, and nothing is registered. */
export async function findConflicts(
  pool: SqlPool,
  environment: string,
  versions: readonly VersionContent[],
): Promise<readonly RegistrationConflict[]> {
  if (versions.length === 0) return [];
  const values = toContentColumns(environment, versions);
  const conflicts = await pool.query<ConflictRow>(readConflicts, values, dataLimit);
  return conflicts.map(fromConflictRow);
}

function fromConflictRow(row: ConflictRow): RegistrationConflict {
  return {
    family: row.family,
    version: row.version,
    registeredHash: row.registered_hash,
    declaredHash: row.declared_hash,
  };
}

const given = `unnest($2::text[], $3::int[], $4::text[], $5::text[], $6::text[])
    as given (family, version, content_hash, declared_status, body)`;

// Sorted, so that two processes that register the same versions at once do not wait in a circle.
const insertNew = `
  with inserted as (
    insert into promptrail.prompt_version
      (environment, family, version, content_hash, declared_status, body)
    select $1, family, version, content_hash, declared_status, body::json from ${given}
    order by family, version
    on conflict do nothing
    returning 1
  )
  select count(*)::int as count from inserted`;

const updateDrafts = `
  update promptrail.prompt_version registered
  set content_hash = given.content_hash, declared_status = given.declared_status,
    body = given.body::json, registered_at = now()
  from ${given}
  where registered.environment = $1 and registered.family = given.family
    and registered.version = given.version and registered.declared_status = 'draft'
    and (registered.content_hash, registered.declared_status)
      is distinct from (given.content_hash, given.declared_status)
    and not exists (
      select from promptrail.family_state state
      where state.environment = $1 and state.family = registered.family
        and registered.version = any (state.activated_versions)
    )`;

const readConflicts = `
  select family, version, registered.content_hash as registered_hash,
    given.content_hash as declared_hash
  from promptrail.prompt_version registered
  join unnest($2::text[], $3::int[], $4::text[]) as given (family, version, content_hash)
    using (family, version)
  where environment = $1 and registered.content_hash <> given.content_hash
  order by family, version`;

/** Under the lock that decisions take: a draft that becomes active meanwhile must not change. */
async function replaceDrafts(connection: SqlConnection, values: readonly unknown[]): Promise<void> {
  await connection.query(
    "select 1 from promptrail.environment_head where environment = $1 for no key update",
    values.slice(0, 1),
  );
  await connection.query(updateDrafts, values);
}

function toColumns(
  environment: string,
  versions: readonly VersionRegistration[],
): readonly unknown[] {
  return [
    ...toContentColumns(environment, versions),
    versions.map(({ status }) => status),
    versions.map(({ content, changelog, input }) => JSON.stringify({ content, changelog, input })),
  ];
}

function toContentColumns(
  environment: string,
  versions: readonly VersionContent[],
): readonly unknown[] {
  return [
    environment,
    versions.map(({ family }) => family),
    versions.map(({ version }) => version),
    versions.map(({ contentHash }) => contentHash),
  ];
}
