import type { RegistrationConflict, VersionRegistration } from "@promptrail/core";
import { dataLimit } from "../sql/limits.js";
import type { SqlConnection, SqlPool } from "../sql/sql-pool.js";

interface RegisteredRow {
  readonly family: string;
  readonly version: number;
  readonly content_hash: string;
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
    await connection.query(insertNew, values);
    const registered = await connection.query<RegisteredRow>(readRegistered, values.slice(0, 3));
    return findConflicts(versions, registered);
  }, dataLimit);
}

const given = `unnest($2::text[], $3::int[], $4::text[], $5::text[], $6::text[])
    as given (family, version, content_hash, declared_status, body)`;

// Sorted, so that two processes that register the same versions at once do not wait in a circle.
const insertNew = `
  insert into promptrail.prompt_version
    (environment, family, version, content_hash, declared_status, body)
  select $1, family, version, content_hash, declared_status, body::json from ${given}
  order by family, version
  on conflict do nothing`;

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

const readRegistered = `
  select family, version, content_hash from promptrail.prompt_version
  join unnest($2::text[], $3::int[]) as given (family, version) using (family, version)
  where environment = $1`;

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
    environment,
    versions.map(({ family }) => family),
    versions.map(({ version }) => version),
    versions.map(({ contentHash }) => contentHash),
    versions.map(({ status }) => status),
    versions.map(({ content, changelog }) => JSON.stringify({ content, changelog })),
  ];
}

function findConflicts(
  versions: readonly VersionRegistration[],
  registered: readonly RegisteredRow[],
): readonly RegistrationConflict[] {
  return versions.flatMap(({ family, version, contentHash }) => {
    const row = registered.find((each) => each.family === family && each.version === version);
    return row === undefined || row.content_hash === contentHash
      ? []
      : [{ family, version, registeredHash: row.content_hash, declaredHash: contentHash }];
  });
}
