import type { SqlLimit } from "./sql-pool.js";

/** A decision or a look at the live state answers or fails well within two seconds. */
export const statusLimit: SqlLimit = { deadlineMs: 1_500 };

/** Logs and evidence may be large. */
export const dataLimit: SqlLimit = { deadlineMs: 30_000 };

/** Connecting for the first time: a database that sleeps may need to wake up. */
export const openLimit: SqlLimit = { deadlineMs: 5_000 };

/** Migrations wait for each other, and may rewrite a table. */
export const migrationLimit: SqlLimit = { deadlineMs: 300_000 };
