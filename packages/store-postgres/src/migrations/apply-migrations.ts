import { migrationLimit, openLimit } from "../sql/limits.js";
import type { SqlPool } from "../sql/sql-pool.js";
import { findPending, hasMigrations } from "./find-pending.js";
import type { Migration } from "./migration.js";

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

// IF NOT EXISTS instead of another look: to_regclass may answer from before the lock was waited for. Of a
// schema that is there it would still ask for CREATE on the database, which a role that was given one lacks.
const journal = `
  do $$ begin
    if not exists (select from pg_namespace where nspname = 'promptrail') then
      create schema promptrail;
    end if;
  end $$;
  create table if not exists promptrail.migration (
    name text primary key,
    checksum text not null,
    applied_at timestamptz not null default now()
  );
`;
