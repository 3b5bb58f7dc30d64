import { PromptrailError, type Store } from "@promptrail/core";
import type { OpenStoreSettings } from "@promptrail/core/lifecycle";
import { applyMigrations } from "./migrations/apply-migrations.js";
import { listMigrations } from "./migrations/list-migrations.js";
import { requireMigrations } from "./migrations/require-migrations.js";
import { defaultPollMs, openEnvironment } from "./open-environment.js";
import { parseUrl } from "./postgres/url/parse-url.js";
import { readUrl } from "./postgres/url/read-url.js";
import { createStoreDatabase } from "./shared/create-store-database.js";
import type { SqlPool } from "./sql/sql-pool.js";

/** Of a process, where it names no other number. */
export const defaultConnections = 10;

export interface PostgresSettings {
  /**
   * A direct connection for LISTEN, where the URL goes through a transaction pooler.
   * Default: `DATABASE_DIRECT_URL`, read when the store is opened, else the URL.
   */
  readonly directUrl?: string;
  /** False: processes learn of decisions by polling only. Default: true. */
  readonly listen?: boolean;
  /** Between two looks at the revision. Default: 450. */
  readonly pollMs?: number;
  /** Of each process. Default: 10. */
  readonly maxConnections?: number;
}

/**
 * The store on a PostgreSQL server, in its schema `promptrail`.
 *
 * @param url usually `process.env.DATABASE_URL`; where it is undefined, opening fails and says so.
 */
export function postgres(url: string | undefined, settings: PostgresSettings = {}): Store {
  const description = url === undefined ? "postgres (DATABASE_URL is not set)" : toDescription(url);
  return {
    description,
    migrate: async (_opened, also) => {
      const pool = await createPool(url, settings);
      try {
        const applied = await migrate(pool);
        return [...applied, ...((await also?.(createStoreDatabase(pool, description))) ?? [])];
      } finally {
        await pool.close();
      }
    },
    open: async ({ environment, create = true }: OpenStoreSettings) => {
      const pool = await createPool(url, settings);
      try {
        if (create) await migrate(pool);
        else await requireMigrations(pool, listMigrations(), description);
        return await openEnvironment({
          pool,
          environment,
          create,
          description,
          pollMs: settings.pollMs ?? defaultPollMs,
          listen: settings.listen ?? true,
          release: () => pool.close(),
        });
      } catch (error) {
        await pool.close();
        throw error;
      }
    },
  };
}

async function migrate(pool: SqlPool): Promise<readonly string[]> {
  const applied = await applyMigrations(pool, listMigrations());
  return applied.map((name) => `Applied migration ${name}.`);
}

/** The driver is loaded when a store is opened: the config is also read by commands that need none. */
async function createPool(url: string | undefined, settings: PostgresSettings): Promise<SqlPool> {
  if (url === undefined || url === "") {
    throw new PromptrailError(
      "config_invalid",
      "The store has no database: DATABASE_URL is not set. Set it to postgres://user:password@host:5432/database, or use embedded() in the config to work without a server.",
    );
  }
  const directUrl = settings.directUrl ?? process.env["DATABASE_DIRECT_URL"] ?? url;
  const { createPostgresPool } = await import("./postgres/create-postgres-pool.js");
  return createPostgresPool({
    ...readUrl(url),
    directUrl: directUrl === "" ? url : directUrl,
    maxConnections: settings.maxConnections ?? defaultConnections,
  });
}

/** Making the value never fails: the config is also read by commands that need no store. */
function toDescription(url: string): string {
  try {
    return parseUrl(url).description;
  } catch {
    return "postgres (its URL cannot be read)";
  }
}
