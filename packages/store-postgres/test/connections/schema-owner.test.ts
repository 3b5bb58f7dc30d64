import { randomUUID } from "node:crypto";
import { afterEach, beforeEach, describe, expect, inject, test } from "vitest";
import { runSql } from "../../../../tooling/test/run-sql.ts";
import { createTestDatabase, type TestDatabase } from "../../../../tooling/test/test-database.ts";
import { titleOnPostgres } from "../../../../tooling/test/title-on-postgres.ts";
import { applyMigrations } from "../../src/migrations/apply-migrations.js";
import { listMigrations } from "../../src/migrations/list-migrations.js";
import { createPostgresPool } from "../../src/postgres/create-postgres-pool.js";
import { postgres } from "../../src/postgres.js";

const adminUrl = inject("postgresAdminUrl");

describe.skipIf(adminUrl === null)(titleOnPostgres("a role without CREATE on the database"), () => {
  let database: TestDatabase;
  let role: string;
  let url: string;
  beforeEach(async () => {
    database = await createTestDatabase(adminUrl ?? "");
    role = `role_${randomUUID().replaceAll("-", "")}`;
    await runSql(database.url, `create role ${role} login password 'x'`);
    const own = new URL(database.url);
    own.username = role;
    own.password = "x";
    url = own.href;
  });
  afterEach(async () => {
    await database.drop();
    await runSql(adminUrl ?? "", `drop role ${role}`);
  });

  const migrate = () => postgres(url).migrate({ environment: "e", projectFolder: "." });

  test.each([
    ["owns", (owner: string) => `create schema promptrail authorization ${owner}`],
    [
      "may use",
      (owner: string) =>
        `create schema promptrail; grant usage, create on schema promptrail to ${owner}`,
    ],
  ])("migrates the schema that it %s, and works with it", async (_what, make) => {
    await runSql(database.url, make(role));
    const applied = await migrate();
    expect(applied).toHaveLength(listMigrations().length);
    const store = await postgres(url).open({ environment: "e", projectFolder: "." });
    expect((await store.status.readSnapshot()).revision).toBe(0);
    await store.close();
  });

  test("applies a later step after the right was taken away", async () => {
    const name = new URL(database.url).pathname.slice(1);
    await runSql(database.url, `grant create on database ${name} to ${role}`);
    const pool = createPostgresPool({ url, directUrl: url, maxConnections: 1, description: "p" });
    const migrations = listMigrations();
    await applyMigrations(pool, migrations.slice(0, -1));
    await runSql(database.url, `revoke create on database ${name} from ${role}`);
    expect(await applyMigrations(pool, migrations)).toEqual([migrations.at(-1)?.name]);
    await pool.close();
  });

  test("is told what an administrator has to do where there is no schema", async () => {
    await expect(migrate()).rejects.toMatchObject({
      code: "store_unavailable",
      message: expect.stringContaining("create schema promptrail authorization"),
    });
  });
});
