import type { OpenStore, Snapshot, SnapshotHead } from "@promptrail/core/lifecycle";
import { applyMigrations } from "../../src/migrations/apply-migrations.js";
import { listMigrations } from "../../src/migrations/list-migrations.js";
import { openEnvironment } from "../../src/open-environment.js";
import {
  createPostgresPool,
  type PostgresPoolSettings,
} from "../../src/postgres/create-postgres-pool.js";
import { parseUrl } from "../../src/postgres/url/parse-url.js";

export interface WatchedStore {
  readonly store: OpenStore;
  readonly told: readonly Snapshot[];
  /** What each of `told` follows, as far as the watch knows. */
  readonly follows: readonly (SnapshotHead | null)[];
  /** When each of `told` came, on `performance.now()`'s clock. */
  readonly toldAt: readonly number[];
  readonly problems: readonly unknown[];
}

export type FaultSettings = Pick<PostgresPoolSettings, "url"> &
  Partial<PostgresPoolSettings> & { readonly environment: string; readonly pollMs?: number };

/** Opens a store as a process does; `listenTiming` shortens what takes seconds in production. */
export async function openStore({
  url,
  environment,
  pollMs = 450,
  ...settings
}: FaultSettings): Promise<OpenStore> {
  const { description } = parseUrl(url);
  const pool = createPostgresPool({
    url,
    directUrl: url,
    maxConnections: 4,
    description,
    ...settings,
  });
  try {
    await applyMigrations(pool, listMigrations());
    const release = () => pool.close();
    return await openEnvironment({ pool, environment, pollMs, listen: true, release });
  } catch (error) {
    await pool.close();
    throw error;
  }
}

/** Watches from the state that the store has now. */
export async function watchStore(store: OpenStore): Promise<WatchedStore> {
  const told: Snapshot[] = [];
  const followed: (SnapshotHead | null)[] = [];
  const toldAt: number[] = [];
  const problems: unknown[] = [];
  const { revision } = await store.status.readSnapshot();
  await store.status.watch(
    revision,
    (snapshot, follows = null) => {
      toldAt.push(performance.now());
      followed.push(follows);
      told.push(snapshot);
    },
    (error) => problems.push(error),
  );
  return { store, told, follows: followed, toldAt, problems };
}
