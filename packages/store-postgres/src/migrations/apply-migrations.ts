import { PromptrailError } from "@promptrail/core";
import type { Migration } from "../load-migrations.js";
import { migrationLimit, openLimit } from "../sql/limits.js";
import type { SqlConnection, SqlPool } from "../sql/sql-pool.js";

/** Any number that nobody else takes; two processes that migrate at once wait for each other. */
const lockKey = 7_205_759_403;

/**
 * Brings the schema `promptrail` up to date, all steps in one transaction. Steps of a newer build
 * are left alone: while a rollout goes on, older processes meet a newer schema.
 *
 * @returns the names of the steps that it applied.
 * @throws PromptrailError `immutability_violation` when an applied step was edited, `store_unavailable`.
 */
export async function applyMigrations(
  pool: SqlPool,
  migrations: readonly Migration[],
): Promise<readonly string[]> {
  const isPresent = await pool.transaction(hasMigrations, openLimit);
  // A user without the right to create anything can open a schema that is up to date.
  if (isPresent) {
    const pending = await pool.transaction(
      (connection) => findPending(connection, migrations),
      openLimit,
    );
    if (pending.length === 0) return [];
  }
  return await pool.transaction(async (connection) => {
    await connection.query("select pg_advisory_xact_lock($1)", [lockKey]);
    await connection.run(journal);
    const pending = await findPending(connection, migrations);
    for (const { name, checksum, script } of pending) {
      await connection.run(script);
      await connection.query("insert into promptrail.migration (name, checksum) values ($1, $2)", [
        name,
        checksum,
      ]);
    }
    return pending.map(({ name }) => name);
  }, migrationLimit);
}

// IF NOT EXISTS instead of another look: to_regclass may answer from before the lock was waited for.
const journal = `
  create schema if not exists promptrail;
  create table if not exists promptrail.migration (
    name text primary key,
    checksum text not null,
    applied_at timestamptz not null default now()
  );
`;

async function hasMigrations(connection: SqlConnection): Promise<boolean> {
  const [row] = await connection.query<{ present: boolean }>(
    "select to_regclass('promptrail.migration') is not null as present",
    [],
  );
  return row?.present === true;
}

async function findPending(
  connection: SqlConnection,
  migrations: readonly Migration[],
): Promise<readonly Migration[]> {
  const rows = await connection.query<{ name: string; checksum: string }>(
    "select name, checksum from promptrail.migration",
    [],
  );
  const applied = new Map(rows.map(({ name, checksum }) => [name, checksum]));
  for (const { name, checksum } of migrations) {
    const recorded = applied.get(name);
    if (recorded !== undefined && recorded !== checksum) throw edited(name);
  }
  return migrations.filter(({ name }) => !applied.has(name));
}

function edited(name: string): PromptrailError {
  return new PromptrailError(
    "immutability_violation",
    `Migration ${name} was edited after this database applied it, so nobody can say what its schema is. Restore the file from its release (reinstall @promptrail/store-postgres) and write the change as a further migration.`,
    { migration: name },
  );
}
