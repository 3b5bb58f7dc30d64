import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, inject, test } from "vitest";
import { createTestDatabase, type TestDatabase } from "../../../tooling/test/test-database.ts";
import { titleOnPostgres } from "../../../tooling/test/title-on-postgres.ts";
import { embedded } from "../src/embedded.js";
import { applyMigrations } from "../src/migrations/apply-migrations.js";
import { listMigrations } from "../src/migrations/list-migrations.js";
import { createPostgresPool } from "../src/postgres/create-postgres-pool.js";
import { postgres } from "../src/postgres.js";
import { dataLimit } from "../src/sql/limits.js";
import type { SqlPool } from "../src/sql/sql-pool.js";

const looking = { environment: "production", projectFolder: ".", create: false };
const adminUrl = inject("postgresAdminUrl");

describe.skipIf(adminUrl === null)(titleOnPostgres("PostgreSQL without create"), () => {
  let database: TestDatabase;
  let pool: SqlPool;
  beforeEach(async () => {
    database = await createTestDatabase(adminUrl ?? "");
    const { url } = database;
    pool = createPostgresPool({ url, directUrl: url, maxConnections: 2, description: "postgres" });
  });
  afterEach(async () => {
    await pool.close();
    await database.drop();
  });

  const open = (url = database.url) => postgres(url).open(looking);
  const countSchemas = async () => {
    const [row] = await pool.query<{ count: number }>(
      "select count(*)::int as count from pg_namespace where nspname = 'promptrail'",
      [],
      dataLimit,
    );
    return row?.count;
  };

  test("makes no schema, and names what does", async () => {
    await expect(open()).rejects.toMatchObject({
      code: "store_missing",
      message: expect.stringMatching(/it has no schema.*promptrail deploy.*promptrail migrate/),
    });
    expect(await countSchemas()).toBe(0);
  });

  test("applies no migration to a schema that is behind, and names what it lacks", async () => {
    const migrations = listMigrations();
    await applyMigrations(pool, migrations.slice(0, -1));
    const lacking = migrations.at(-1)?.name ?? "";
    await expect(open()).rejects.toMatchObject({
      code: "store_outdated",
      message: expect.stringMatching(
        new RegExp(`does not have ${lacking}. Run .promptrail migrate`),
      ),
      data: { missing: [lacking] },
    });
    expect(await applyMigrations(pool, migrations)).toEqual([lacking]);
  });

  test("opens a schema of a newer build", async () => {
    const newer = { name: "9999-newer", script: "select 1", checksum: "n" };
    await applyMigrations(pool, [...listMigrations(), newer]);
    await expect(open()).rejects.toMatchObject({ code: "unknown_environment" });
  });

  test("reads everything in transactions that cannot write", async () => {
    const made = await postgres(database.url).open({ ...looking, create: true });
    await made.close();
    const url = new URL(database.url);
    url.searchParams.set("options", "-c default_transaction_read_only=on");
    const store = await open(url.href);
    try {
      expect(await store.environments()).toEqual(["production"]);
      expect(await store.status.readSnapshot()).toMatchObject({ revision: 0, families: [] });
      expect(await store.fleet.read(1_000)).toEqual([]);
      expect(await store.status.findConflicts([])).toEqual([]);
    } finally {
      await store.close();
    }
  });
});

describe("the embedded store without create", () => {
  let projectFolder: string;
  beforeEach(() => {
    projectFolder = mkdtempSync(join(tmpdir(), "promptrail-nothing-"));
  });
  afterEach(() => rmSync(projectFolder, { recursive: true, force: true }));

  test.each(["in a folder that is not there", "in an empty folder"])(
    "makes no file %s",
    async (what) => {
      const folder = join(projectFolder, ".promptrail", "store");
      if (what.includes("empty")) mkdirSync(folder, { recursive: true });
      const before = readdirSync(projectFolder, { recursive: true });
      await expect(embedded().open({ ...looking, projectFolder })).rejects.toMatchObject({
        code: "store_missing",
        message: expect.stringMatching(/its folder has no files.*promptrail deploy/),
      });
      expect(readdirSync(projectFolder, { recursive: true })).toEqual(before);
    },
  );

  test("adds no environment to one that was migrated only", async () => {
    await embedded().migrate({ environment: "production", projectFolder });
    await expect(embedded().open({ ...looking, projectFolder })).rejects.toMatchObject({
      code: "unknown_environment",
      data: { known: [] },
    });
    expect(existsSync(join(projectFolder, ".promptrail", "store"))).toBe(true);
  });
});
