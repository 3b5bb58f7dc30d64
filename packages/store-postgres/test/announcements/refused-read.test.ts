import { randomUUID } from "node:crypto";
import type { Snapshot } from "@promptrail/core/lifecycle";
import { Client } from "pg";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { runSql } from "../../../../tooling/test/run-sql.ts";
import { createTestDatabase, type TestDatabase } from "../../../../tooling/test/test-database.ts";
import { titleOnPostgres } from "../../../../tooling/test/title-on-postgres.ts";
import { decisionChannel } from "../../src/announcements/announcement.js";
import { createPostgresPool } from "../../src/postgres/create-postgres-pool.js";
import type { SqlPool } from "../../src/sql/sql-pool.js";
import { watchStatus } from "../../src/watch/watch-status.js";
import { bringLive, promote } from "../commands.js";
import { openStore } from "../faults/watch-store.js";

const adminUrl = inject("postgresAdminUrl");
const environment = "production";
const reader = `reader_${randomUUID().replaceAll("-", "")}`;

/** Two looks a second where all is well. */
const pollMs = 450;
const manyNotifications = 1_000;

describe.skipIf(adminUrl === null)(titleOnPostgres("a read that the database refuses"), () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await createTestDatabase(adminUrl ?? "");
  });
  afterAll(async () => {
    await database.drop();
    await runSql(adminUrl ?? "", `drop role if exists ${reader}`);
  });

  const openCounted = () => {
    const url = new URL(database.url);
    url.username = reader;
    url.password = "reader";
    const asked = { queries: 0 };
    const settings = { url: url.href, directUrl: url.href, maxConnections: 2 };
    const inner = createPostgresPool({ ...settings, description: "test" });
    const pool: SqlPool = {
      ...inner,
      query: (...statement) => {
        asked.queries += 1;
        return inner.query(...statement);
      },
    };
    return { asked, pool };
  };

  test("is tried again once a pause, whatever notifications say", async () => {
    const deciding = await openStore({ url: database.url, environment });
    await bringLive(deciding, "fraud_score", 2);
    const tables = `all tables in schema promptrail`;
    await runSql(
      database.url,
      `create role ${reader} login password 'reader'; grant usage on schema promptrail to ${reader};
       grant select on ${tables} to ${reader}`,
    );
    const { asked, pool } = openCounted();
    const told: Snapshot[] = [];
    const problems: unknown[] = [];
    const stop = await watchStatus({
      pool,
      environment,
      pollMs,
      listen: true,
      revision: 0,
      onSnapshot: (snapshot) => told.push(snapshot),
      onProblem: (error) => problems.push(error),
    });
    await expect.poll(() => told.length).toBe(1);
    await runSql(database.url, `revoke select on ${tables} from ${reader}`);
    await expect.poll(() => problems.length).toBeGreaterThan(0);
    expect(problems[0]).toMatchObject({ data: { database_code: "42501" } });
    asked.queries = 0;
    const startedAt = performance.now();
    const notifying = new Client({ connectionString: database.url });
    await notifying.connect();
    for (let each = 0; each < manyNotifications; each += 1) {
      await notifying.query("select pg_notify($1, $2)", [decisionChannel, `${each}`]);
    }
    await notifying.end();
    // No pause is shorter than twice the poll's.
    const pauses = (performance.now() - startedAt) / (2 * pollMs);
    expect(asked.queries).toBeLessThanOrEqual(pauses + 1);
    await runSql(database.url, `grant select on ${tables} to ${reader}`);
    await deciding.status.decide(promote("fraud_score", 1));
    await expect.poll(() => told.at(-1)?.revision).toBe(told[0] && told[0].revision + 1);
    await stop();
    await Promise.all([pool.close(), deciding.close()]);
  });
});
