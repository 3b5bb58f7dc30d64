import { PromptrailError } from "@promptrail/core";
import { openLimit } from "../sql/limits.js";
import type { SqlPool } from "../sql/sql-pool.js";
import { findPending, hasMigrations } from "./find-pending.js";
import type { Migration } from "./migration.js";

/**
 * Makes sure that the schema is there and has every step, and applies none.
 *
 * @param description the store's, for people.
 * @throws PromptrailError `store_missing`, `store_outdated`, `immutability_violation`, `store_unavailable`.
 */
export async function requireMigrations(
  pool: SqlPool,
  migrations: readonly Migration[],
  description: string,
): Promise<void> {
  const pending = await pool.transaction(async (connection) => {
    if (!(await hasMigrations(connection))) throw storeMissing(description, "it has no schema");
    return await findPending(connection, migrations);
  }, openLimit);
  if (pending.length > 0) throw storeOutdated(description, pending);
}

export function storeMissing(description: string, reason: string): PromptrailError {
  return new PromptrailError(
    "store_missing",
    `The store, ${description}, does not exist yet: ${reason}. \`promptrail deploy\` creates it and registers what the code declares; \`promptrail migrate\` creates it empty.`,
    { store: description },
  );
}

function storeOutdated(description: string, pending: readonly Migration[]): PromptrailError {
  const names = pending.map(({ name }) => name);
  return new PromptrailError(
    "store_outdated",
    `The store, ${description}, is older than this build: its schema does not have ${names.join(", ")}. Run \`promptrail migrate\`, or use the CLI of the build that is deployed there.`,
    { store: description, missing: names },
  );
}
