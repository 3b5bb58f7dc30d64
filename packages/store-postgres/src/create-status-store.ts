import { decideAllWithin, decideWithin, type StatusStore } from "@promptrail/core/lifecycle";
import { beginDecision } from "./decide/begin-decision.js";
import { findDecisions } from "./decide/find-decisions.js";
import { previewDecision } from "./decide/preview-decision.js";
import { askTogether } from "./sql/ask-together.js";
import { decisionLimit } from "./sql/limits.js";
import type { SqlPool } from "./sql/sql-pool.js";
import { readHistory } from "./status/read-history.js";
import { readSnapshot } from "./status/read-snapshot.js";
import { createVersionReader } from "./status/read-version.js";
import {
  listRegistered,
  previewRegistration,
  readConflicts,
  registerVersions,
} from "./status/register-versions.js";
import { watchStatus } from "./watch/watch-status.js";

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
    findConflicts: (versions) => readConflicts(pool, environment, versions),
    listRegistered: (families) => listRegistered(pool, environment, families),
    readSnapshot: () => readSnapshot(pool, environment),
    readVersion: createVersionReader(pool, environment),
    decide: (command) =>
      pool.transaction(
        async (connection) => decideWithin(await beginDecision(connection, environment), command),
        decisionLimit,
      ),
    decideAll: (commands) =>
      pool.transaction(
        async (connection) =>
          decideAllWithin(await beginDecision(connection, environment), commands),
        decisionLimit,
      ),
    findDecision: askTogether((keys: readonly string[]) =>
      pool.transaction((connection) => findDecisions(connection, environment, keys), decisionLimit),
    ),
    previewRegistration: (versions) => previewRegistration(pool, environment, versions),
    preview: (command, registering) => previewDecision(pool, environment, { command, registering }),
    readHistory: (query) => readHistory(pool, environment, query),
    watch: (revision, onSnapshot, onProblem) =>
      watchStatus({ pool, environment, revision, onSnapshot, onProblem, ...watch }),
  };
}
