import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { runSql } from "../../../../tooling/test/run-sql.ts";
import { createTestDatabase, type TestDatabase } from "../../../../tooling/test/test-database.ts";
import { titleOnPostgres } from "../../../../tooling/test/title-on-postgres.ts";
import { postgres } from "../../src/index.js";
import { createPostgresPool } from "../../src/postgres/create-postgres-pool.js";
import { dataLimit } from "../../src/sql/limits.js";
import { bringLive, rollback } from "../commands.js";

const adminUrl = inject("postgresAdminUrl");
const place = { environment: "production", projectFolder: "." };
const role = `role_${randomUUID().replaceAll("-", "")}`;

describe.skipIf(adminUrl === null)(titleOnPostgres("a preview"), () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await createTestDatabase(adminUrl ?? "");
    const store = await postgres(database.url).open(place);
    await bringLive(store, "greeting", 3);
    await store.close();
  });
  afterAll(async () => {
    await database.drop();
    await runSql(adminUrl ?? "", `drop role if exists ${role}`);
  });

  test("works for a user who may only read", async () => {
    await runSql(
      database.url,
      `create role ${role} login password 'role'; grant usage on schema promptrail to ${role};
       grant select on all tables in schema promptrail to ${role}`,
    );
    const url = new URL(database.url);
    url.username = role;
    url.password = "role";
    const reader = await postgres(url.href).open({ ...place, create: false });
    const command = rollback("greeting");
    await expect(reader.status.decide(command)).rejects.toThrow(/necessary privilege/);
    expect(await reader.status.preview(command)).toMatchObject({
      decision: { fromVersion: 3, toVersion: 2, revision: 4 },
    });
    await reader.close();
  });

  test("waits for no decision, and lets none wait", async () => {
    const store = await postgres(database.url).open(place);
    const { url } = database;
    const pool = createPostgresPool({ url, directUrl: url, maxConnections: 1, description: "p" });
    await pool.transaction(async (connection) => {
      await connection.query(
        "select from promptrail.environment_head where environment = $1 for update",
        [place.environment],
      );
      expect((await store.status.preview(rollback("greeting"))).alreadyApplied).toBe(false);
    }, dataLimit);
    await pool.close();
    await store.close();
  });
});
