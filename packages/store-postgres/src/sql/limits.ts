import type { SqlLimit } from "./sql-pool.js";

/** A decision, a look at the live state or a look for a key answers or fails well within two seconds. */
export const decisionLimit: SqlLimit = { deadlineMs: 1_500, use: "decision" };

/** The same for what is asked beside decisions, and may be asked much. */
export const statusLimit: SqlLimit = { deadlineMs: 1_500, use: "other" };

/** Logs and evidence may be large. */
export const dataLimit: SqlLimit = { deadlineMs: 30_000, use: "other" };

/** So many reads of a history go on at once, in a process. */
export const mostHistoryReads = 2;

/** A history may be large too; whoever asks over HTTP waits no longer than this for its turn. */
export const historyLimit: SqlLimit = { deadlineMs: 30_000, turnMs: 1_500, use: "history" };

/** Connecting to a server that is far away or wakes up; each statement has its own, shorter limit. */
export const connectTimeoutMs = 5_000;

/** Connecting for the first time: a database that sleeps may need to wake up. */
export const openLimit: SqlLimit = { deadlineMs: 5_000, use: "other" };

/** Migrations wait for each other, and may rewrite a table. */
export const migrationLimit: SqlLimit = { deadlineMs: 300_000, use: "other" };
