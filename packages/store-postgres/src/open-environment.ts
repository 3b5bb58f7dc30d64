import {
  type OpenStore,
  requireEnvironmentName,
  unknownEnvironment,
} from "@promptrail/core/lifecycle";
import { createCallLog } from "./calls/create-call-log.js";
import { checkContents } from "./contents/check-contents.js";
import { createStatusStore, type WatchSettings } from "./create-status-store.js";
import { createEvidenceStore } from "./evidence/create-evidence-store.js";
import { createFleetStore } from "./fleet/create-fleet-store.js";
import { createKeyStore } from "./keys/create-key-store.js";
import { createSharedLimits } from "./shared/create-shared-limits.js";
import { createSharedRuns } from "./shared/create-shared-runs.js";
import { createStoreDatabase } from "./shared/create-store-database.js";
import { openLimit } from "./sql/limits.js";
import type { SqlPool } from "./sql/sql-pool.js";

/** A rollback reaches every process within half a second and one query, also without notifications. */
export const defaultPollMs = 450;

export interface EnvironmentSettings extends WatchSettings {
  readonly pool: SqlPool;
  readonly environment: string;
  /** False: only an environment that is there is opened. Default: true. */
  readonly create?: boolean;
  /** The store's, for people. Default: `postgres`. */
  readonly description?: string;
  /** False where one process at a time has the database. Default: true. */
  readonly isForMany?: boolean;
  /** Gives the database back; called once. */
  readonly release: () => Promise<void>;
}

/**
 * The stores of one environment on a migrated database.
 *
 * @throws PromptrailError `unknown_environment` where it may not be made; `config_invalid` where nothing may have
 * its name; `store_unavailable`.
 */
export async function openEnvironment(settings: EnvironmentSettings): Promise<OpenStore> {
  const { pool, environment, create = true, description = "postgres", release } = settings;
  const { isForMany = true } = settings;
  if (create) await addEnvironment(pool, environment);
  else await requireEnvironment(pool, environment, description);
  const status = createStatusStore(pool, environment, settings);
  const watches = new Set<() => Promise<void>>();
  let closed: Promise<void> | undefined;
  const close = async () => {
    await Promise.all([...watches].map((stop) => stop()));
    await release();
  };
  return {
    status: {
      ...status,
      watch: async (...request) => {
        const stop = await status.watch(...request);
        watches.add(stop);
        return async () => {
          watches.delete(stop);
          await stop();
        };
      },
    },
    calls: createCallLog(pool, environment),
    evidence: createEvidenceStore(pool, environment),
    keys: createKeyStore(pool, environment),
    fleet: createFleetStore(pool, environment),
    environments: () => readEnvironments(pool),
    checkContents: (after) => checkContents(pool, environment, after),
    sharedWork: async () => ({
      isForMany,
      database: createStoreDatabase(pool, description),
      runs: createSharedRuns(pool, environment),
      limits: createSharedLimits(pool, environment),
    }),
    close: () => {
      closed ??= close();
      return closed;
    },
  };
}

async function addEnvironment(pool: SqlPool, environment: string): Promise<void> {
  await pool.transaction(async (connection) => {
    const known = await connection.query(
      "select 1 from promptrail.environment_head where environment = $1",
      [environment],
    );
    if (known.length === 0) {
      requireEnvironmentName(environment);
      await connection.query(
        "insert into promptrail.environment_head (environment) values ($1) on conflict do nothing",
        [environment],
      );
    }
    // Also where it is there: an earlier build adds none.
    await connection.query(
      `select promptrail.make_call_secret($1)
       where not exists (select from promptrail.call_secret where environment = $1)`,
      [environment],
    );
  }, openLimit);
}

async function requireEnvironment(
  pool: SqlPool,
  environment: string,
  store: string,
): Promise<void> {
  const known = await readEnvironments(pool);
  if (!known.includes(environment)) throw unknownEnvironment({ environment, store, known });
}

async function readEnvironments(pool: SqlPool): Promise<readonly string[]> {
  const rows = await pool.query<{ environment: string }>(
    'select environment from promptrail.environment_head order by environment collate "C"',
    [],
    openLimit,
  );
  return rows.map(({ environment }) => environment);
}
