import type { OpenStore } from "@promptrail/core/lifecycle";
import { Client } from "pg";
import { afterAll, afterEach, beforeAll, describe, expect, inject, test } from "vitest";
import { slack } from "../../../../tooling/test/run/promise-slack.ts";
import { createTestDatabase, type TestDatabase } from "../../../../tooling/test/test-database.ts";
import { titleOnPostgres } from "../../../../tooling/test/title-on-postgres.ts";
import { applyMigrations } from "../../src/migrations/apply-migrations.js";
import { listMigrations } from "../../src/migrations/list-migrations.js";
import { openEnvironment } from "../../src/open-environment.js";
import { createPostgresPool } from "../../src/postgres/create-postgres-pool.js";
import { dataLimit } from "../../src/sql/limits.js";
import type { SqlPool } from "../../src/sql/sql-pool.js";
import { bringLive, rollback } from "../commands.js";

const adminUrl = inject("postgresAdminUrl");
const environment = "flood";
const family = "fraud_score";
/** What a decision promises: to answer within two seconds. */
const promisedMs = 2_000;

describe.skipIf(adminUrl === null)(titleOnPostgres("a flood"), () => {
  let database: TestDatabase;
  let store: OpenStore;
  let pool: SqlPool;
  /** Other programs on the same database: one that holds locks, and one that looks. */
  let other: Client;
  let observer: Client;
  beforeAll(async () => {
    database = await createTestDatabase(adminUrl ?? "");
    const { url } = database;
    pool = createPostgresPool({ url, directUrl: url, maxConnections: 10, description: "flood" });
    await applyMigrations(pool, listMigrations());
    const release = () => pool.close();
    store = await openEnvironment({ pool, environment, pollMs: 450, listen: false, release });
    await bringLive(store, family, 9);
    other = new Client({ connectionString: url });
    observer = new Client({ connectionString: url });
    await Promise.all([other.connect(), observer.connect()]);
  });
  afterEach(() => other.query("rollback"));
  afterAll(async () => {
    await Promise.all([other?.end(), observer?.end()]);
    await store?.close();
    await database?.drop();
  });

  /** How many statements of the store on the table are under way. */
  const countActive = async (table: string) => {
    const { rows } = await observer.query<{ readonly count: number }>(
      `select count(*)::int from pg_stat_activity where datname = current_database()
       and application_name = 'promptrail' and state = 'active' and query like $1`,
      [`%promptrail.${table}%`],
    );
    return rows[0]?.count;
  };
  const decideInTime = async () => {
    const startedAt = performance.now();
    const { decision } = await store.status.decide(rollback(family));
    expect(decision).not.toBeNull();
    expect(performance.now() - startedAt).toBeLessThan(slack * promisedMs);
  };

  test("of statements leaves connections for a decision and for its key", async () => {
    const sleeping = Array.from({ length: 20 }, () =>
      pool.query("select pg_sleep(60)", [], { ...dataLimit, deadlineMs: 10_000 }),
    );
    const ended = Promise.allSettled(sleeping);
    const countSleeping = async () =>
      (await observer.query("select from pg_stat_activity where query = 'select pg_sleep(60)'"))
        .rowCount;
    await expect.poll(countSleeping).toBe(7);
    expect(await store.keys.find("nobodys")).toBeNull();
    await decideInTime();
    expect(await countSleeping()).toBe(7);
    for (const each of await ended) expect(each).toMatchObject({ status: "rejected" });
  });

  test("of history reads has two connections, and what gets none in time is told so", async () => {
    await other.query("begin; lock table promptrail.decision in access exclusive mode");
    const reading = Array.from({ length: 20 }, () =>
      store.status.readHistory({ family: null, limit: 10, before: null }).then(
        () => "read",
        (error: unknown) => error,
      ),
    );
    await expect.poll(() => countActive("decision")).toBe(2);
    const refused = await Promise.race(reading);
    expect(refused).toMatchObject({ code: "store_unavailable" });
    expect(String(refused)).toContain("the most history reads that it may run at once");
    expect(await countActive("decision")).toBe(2);
    await other.query("rollback");
    expect((await Promise.all(reading)).filter((answer) => answer === "read")).toHaveLength(2);
    await decideInTime();
  });
});
