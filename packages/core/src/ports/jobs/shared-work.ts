import type { SharedLimits } from "./shared-limits.js";
import type { SharedRuns } from "./shared-runs.js";
import type { StoreDatabase } from "./store-database.js";

/** What work that outlives a process stands on: a store with a database has it. */
export interface SharedWork {
  /** False where one process at a time has the database, as an embedded one. */
  readonly isForMany: boolean;
  readonly database: StoreDatabase;
  readonly runs: SharedRuns;
  readonly limits: SharedLimits;
}
