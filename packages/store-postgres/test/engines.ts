import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { OpenStore } from "@promptrail/core/lifecycle";
import { inject } from "vitest";
import { copyEmbeddedStore } from "../../../tooling/test/run/embedded-store-template.ts";
import { createTestDatabase } from "../../../tooling/test/test-database.ts";
import { titleOnPostgres } from "../../../tooling/test/title-on-postgres.ts";
import { applyMigrations } from "../src/migrations/apply-migrations.js";
import { listMigrations } from "../src/migrations/list-migrations.js";
import { openEnvironment } from "../src/open-environment.js";
import { openEmbeddedDatabase } from "../src/pglite/open-embedded-database.js";
import { prepareFolder } from "../src/pglite/prepare-folder.js";
import { createPostgresPool } from "../src/postgres/create-postgres-pool.js";
import { parseUrl } from "../src/postgres/url/parse-url.js";
import type { SqlPool } from "../src/sql/sql-pool.js";

/** A new, empty database behind the port. */
export interface EngineDatabase {
  readonly pool: SqlPool;
  /** Of the superuser; null for PGlite. */
  readonly url: string | null;
  /** A further process's view of the same database: for PGlite the same one. */
  readonly openAnother: () => SqlPool;
  readonly drop: () => Promise<void>;
}

export interface Engine {
  readonly name: string;
  readonly isMissing: boolean;
  readonly open: () => Promise<EngineDatabase>;
}

/** The stores of an environment on a new database, which only polls. */
export async function openMigrated(pool: SqlPool, environment: string): Promise<OpenStore> {
  await applyMigrations(pool, listMigrations());
  const release = async () => {};
  return openEnvironment({ pool, environment, pollMs: 100, listen: false, release });
}

const adminUrl = inject("postgresAdminUrl");

export const engines: readonly Engine[] = [
  { name: "PGlite", isMissing: false, open: openPglite },
  {
    name: titleOnPostgres("PostgreSQL"),
    isMissing: adminUrl === null,
    open: openPostgres,
  },
];

/** PGlite, migrated. */
export async function openPglite(): Promise<EngineDatabase> {
  const projectFolder = mkdtempSync(join(tmpdir(), "promptrail-pglite-"));
  await copyEmbeddedStore(projectFolder);
  const folder = prepareFolder(join(projectFolder, ".promptrail", "store"));
  const database = await openEmbeddedDatabase(folder, "embedded (a test's)");
  const { pool } = database;
  return {
    pool,
    url: null,
    openAnother: () => pool,
    drop: async () => {
      await database.close();
      rmSync(projectFolder, { recursive: true, force: true });
    },
  };
}

/** A database without our schema. */
async function openPostgres(): Promise<EngineDatabase> {
  const { url, drop } = await createTestDatabase(adminUrl ?? "");
  const pools: SqlPool[] = [];
  const openAnother = () => {
    const pool = createPostgresPool({
      url,
      directUrl: url,
      maxConnections: 4,
      description: parseUrl(url).description,
    });
    pools.push(pool);
    return pool;
  };
  return {
    pool: openAnother(),
    url,
    openAnother,
    drop: async () => {
      await Promise.all(pools.map((pool) => pool.close()));
      await drop();
    },
  };
}
