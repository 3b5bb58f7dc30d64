import { PromptrailError } from "@promptrail/core";
import type { SqlConnection } from "../sql/sql-pool.js";
import type { Migration } from "./migration.js";

/** Whether any step was ever applied here. */
export async function hasMigrations(connection: SqlConnection): Promise<boolean> {
  const [row] = await connection.query<{ present: boolean }>(
    "select to_regclass('promptrail.migration') is not null as present",
    [],
  );
  return row?.present === true;
}

/**
 * The steps that are still to be applied; there must have been a first one.
 *
 * @throws PromptrailError `immutability_violation` when an applied step was edited.
 */
export async function findPending(
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
    `Migration ${name} was edited after this database applied it, so the schema of the database is not known. Restore the file from its release (reinstall @promptrail/store-postgres), and write the change as a new migration.`,
    { migration: name },
  );
}
