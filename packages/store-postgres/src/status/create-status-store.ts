import type { StatusStore } from "@promptrail/core";
import { decide } from "../decide/decide.js";
import type { SqlPool } from "../sql/sql-pool.js";
import { watchStatus } from "../watch/watch-status.js";
import { readHistory } from "./read-history.js";
import { readSnapshot } from "./read-snapshot.js";
import { readVersion } from "./read-version.js";
import { findConflicts, registerVersions } from "./register-versions.js";

export interface WatchSettings {
  /** Between two looks at the revision, in milliseconds. */
  readonly pollMs: number;
  /** False: only by polling. */
  readonly listen: boolean;
}

/** The status store of one environment on any database that fits the port. */
export function createStatusStore(
  pool: SqlPool,
  environment: string,
  watch: WatchSettings,
): StatusStore {
  return {
    registerVersions: (versions) => registerVersions(pool, environment, versions),
    findConflicts: (versions) => findConflicts(pool, environment, versions),
    readSnapshot: () => readSnapshot(pool, environment),
    readVersion: (family, version) => readVersion(pool, environment, family, version),
    decide: (command) => decide(pool, environment, command),
    readHistory: (query) => readHistory(pool, environment, query),
    watch: (revision, onSnapshot, onProblem) =>
      watchStatus({ pool, environment, revision, onSnapshot, onProblem, ...watch }),
  };
}
