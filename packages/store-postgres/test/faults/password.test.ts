import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { runSql } from "../../../../tooling/test/run-sql.ts";
import { createTestDatabase, type TestDatabase } from "../../../../tooling/test/test-database.ts";
import { titleOnPostgres } from "../../../../tooling/test/title-on-postgres.ts";
import { bringLive, promote, rollback } from "../commands.js";
import { openStore, watchStore } from "./watch-store.js";

const adminUrl = inject("postgresAdminUrl");
const title = titleOnPostgres("a password that changes");
const environment = "production";

describe.skipIf(adminUrl === null)(title, () => {
  const role = `rotated_${randomUUID().replaceAll("-", "")}`;
  let database: TestDatabase;
  beforeAll(async () => {
    database = await createTestDatabase(adminUrl ?? "");
    const name = new URL(database.url).pathname.slice(1);
    await runSql(database.url, `create role ${role} login password 'first'`);
    await runSql(database.url, `grant all on database ${name} to ${role}`);
  });
  afterAll(async () => {
    await database?.drop();
    await runSql(adminUrl ?? "", `drop role if exists ${role}`);
  });

  const rotateTo = async (password: string) => {
    await runSql(database.url, `alter role ${role} password '${password}'`);
    await runSql(
      database.url,
      `select pg_terminate_backend(pid) from pg_stat_activity where usename = '${role}'`,
    );
  };

  test("while a process runs is told, tried again and forgiven once it fits", async () => {
    const url = new URL(database.url);
    url.username = role;
    url.password = "first";
    const store = await openStore({ url: url.href, environment });
    await bringLive(store, "fraud_score", 3);
    const watched = await watchStore(store);
    await rotateTo("second");
    const refusal = expect.objectContaining({
      code: "store_unavailable",
      data: expect.objectContaining({ database_code: "28P01" }),
    });
    const decide = () =>
      store.status.decide(rollback("fraud_score", 3)).catch((error: unknown) => error);
    await expect.poll(decide).toEqual(refusal);
    // By the polling and by the listening connection, and not only once.
    const refusals = () => watched.problems.filter((each) => refusal.asymmetricMatch(each)).length;
    await expect.poll(refusals).toBeGreaterThan(2);
    expect(JSON.stringify(watched.problems.map(String))).not.toContain("first");
    const direct = await openStore({ url: database.url, environment });
    const { state } = await direct.status.decide(promote("fraud_score", 1));
    await rotateTo("first");
    await expect.poll(() => watched.told.at(-1)?.families).toEqual([state]);
    expect(await store.status.decide(promote("fraud_score", 2))).toMatchObject({
      state: { activeVersion: 2 },
    });
    await Promise.all([store.close(), direct.close()]);
  });
});
