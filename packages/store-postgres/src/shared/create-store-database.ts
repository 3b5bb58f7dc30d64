import type { StoreDatabase } from "@promptrail/core/jobs";
import { dataLimit, migrationLimit } from "../sql/limits.js";
import type { SqlPool } from "../sql/sql-pool.js";

/** The database itself, for what others keep beside the stores. It never takes what is kept for decisions. */
export function createStoreDatabase(pool: SqlPool, description: string): StoreDatabase {
  return {
    description,
    run: (text, values = []) =>
      values.length === 0
        ? pool.outside(text, migrationLimit)
        : pool.query<object>(text, values, dataLimit),
    listen: (channel, onPayload, onProblem) => pool.listen(channel, onPayload, onProblem),
  };
}
