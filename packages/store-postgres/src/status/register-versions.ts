import {
  findConflicts,
  type KnownVersion,
  type PlannedRegistration,
  planRegistration,
  type RegistrationConflict,
  type VersionContent,
  type VersionRegistration,
} from "@promptrail/core/lifecycle";
import { dataLimit } from "../sql/limits.js";
import type { SqlConnection, SqlPool } from "../sql/sql-pool.js";

interface KnownRow {
  readonly family: string;
  readonly version: number;
  readonly content_hash: string;
  readonly declared_status: KnownVersion["status"];
  readonly was_active: boolean;
}

/** Inserts what is new; in `development`, also replaces drafts that were never active. */
export async function registerVersions(
  pool: SqlPool,
  environment: string,
  versions: readonly VersionRegistration[],
): Promise<readonly RegistrationConflict[]> {
  if (versions.length === 0) return [];
  return await pool.transaction(async (connection) => {
    // The lock that decisions take: a draft that becomes active meanwhile must not change.
    if (environment === "development") await connection.query(lock, [environment]);
    for (;;) {
      const rows = await connection.query<KnownRow>(knownQuery, toNumbers(environment, versions));
      const known = rows.map(fromKnownRow);
      const { added, replaced, conflicts } = planRegistration(environment, versions, known);
      await write(connection, updateDrafts, environment, replaced);
      const inserted = await write(connection, insertNew, environment, added);
      // Else somebody registered one meanwhile, perhaps with another content: it is known now.
      if (inserted === added.length) return conflicts;
    }
  }, dataLimit);
}

/** The same conflicts, and nothing is registered. */
export async function readConflicts(
  pool: SqlPool,
  environment: string,
  versions: readonly VersionContent[],
): Promise<readonly RegistrationConflict[]> {
  if (versions.length === 0) return [];
  return findConflicts(versions, await readKnown(pool, environment, versions));
}

/** What registering them would do; nothing is registered. */
export async function previewRegistration(
  pool: SqlPool,
  environment: string,
  versions: readonly VersionRegistration[],
): Promise<PlannedRegistration> {
  return planRegistration(environment, versions, await readKnown(pool, environment, versions));
}

async function readKnown(
  pool: SqlPool,
  environment: string,
  versions: readonly VersionContent[],
): Promise<readonly KnownVersion[]> {
  const numbers = toNumbers(environment, versions);
  const rows = await pool.query<KnownRow>(knownQuery, numbers, dataLimit);
  return rows.map(fromKnownRow);
}

/** All that is registered of some families. */
export async function listRegistered(
  pool: SqlPool,
  environment: string,
  families: readonly string[],
): Promise<readonly KnownVersion[]> {
  const rows = await pool.query<KnownRow>(familiesQuery, [environment, families], dataLimit);
  return rows.map(fromKnownRow);
}

const lock = "select 1 from promptrail.environment_head where environment = $1 for no key update";

const known = `
  select family, version, content_hash, declared_status,
    coalesce(version = any (activated_versions), false) as was_active
  from promptrail.prompt_version
  left join promptrail.family_state using (environment, family)`;

const knownQuery = `${known}
  join unnest($2::text[], $3::int[]) as given (family, version) using (family, version)
  where environment = $1`;

const familiesQuery = `${known}
  where environment = $1 and family = any ($2::text[])
  order by family collate "C", version`;

const given = `unnest($2::text[], $3::int[], $4::text[], $5::text[], $6::text[])
    as given (family, version, content_hash, declared_status, body)`;

// Sorted, so that two processes that register the same versions at once do not wait in a circle.
const insertNew = `
  insert into promptrail.prompt_version
    (environment, family, version, content_hash, declared_status, body)
  select $1, family, version, content_hash, declared_status, body::json from ${given}
  order by family, version
  on conflict do nothing
  returning version`;

const updateDrafts = `
  update promptrail.prompt_version registered
  set content_hash = given.content_hash, declared_status = given.declared_status,
    body = given.body::json, registered_at = now()
  from ${given}
  where registered.environment = $1 and registered.family = given.family
    and registered.version = given.version
  returning registered.version`;

/** How many were written. */
async function write(
  connection: SqlConnection,
  text: string,
  environment: string,
  versions: readonly VersionRegistration[],
): Promise<number> {
  if (versions.length === 0) return 0;
  const written = await connection.query(text, [
    ...toNumbers(environment, versions),
    versions.map(({ contentHash }) => contentHash),
    versions.map(({ status }) => status),
    versions.map(({ content, changelog, input }) => JSON.stringify({ content, changelog, input })),
  ]);
  return written.length;
}

function toNumbers(environment: string, versions: readonly VersionContent[]): readonly unknown[] {
  return [
    environment,
    versions.map(({ family }) => family),
    versions.map(({ version }) => version),
  ];
}

function fromKnownRow(row: KnownRow): KnownVersion {
  return {
    family: row.family,
    version: row.version,
    contentHash: row.content_hash,
    status: row.declared_status,
    wasActive: row.was_active,
  };
}
