import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import {
  createTestDatabase,
  noPostgresReason,
  type TestDatabase,
} from "../../../../tooling/test/test-database.ts";
import { bringLive, promote, rollback } from "../commands.js";
import {
  findPgbouncer,
  noPgbouncerReason,
  type Pooler,
  startPgbouncer,
} from "./start-pgbouncer.js";
import { openStore, watchStore } from "./watch-store.js";

const adminUrl = inject("postgresAdminUrl");
const program = findPgbouncer();
const reason =
  program === null
    ? ` (skipped: ${noPgbouncerReason})`
    : adminUrl === null
      ? ` (skipped: ${noPostgresReason})`
      : "";

describe.skipIf(reason !== "")(`behind PgBouncer in transaction mode${reason}`, () => {
  let database: TestDatabase;
  let pooler: Pooler;
  beforeAll(async () => {
    database = await createTestDatabase(adminUrl ?? "");
    pooler = await startPgbouncer(program ?? "", database.url);
  });
  afterAll(async () => {
    await pooler?.stop();
    await database?.drop();
  });

  const isDeaf = (problem: unknown) => String(problem).includes("does not deliver notifications");

  test("a process says once that it hears nothing, and learns of decisions by polling", async () => {
    const store = await openStore({ url: pooler.url, environment: "pooled" });
    await bringLive(store, "fraud_score", 3);
    const watched = await watchStore(store);
    await expect.poll(() => watched.problems.some(isDeaf)).toBe(true);
    await store.status.decide(rollback("fraud_score", 3));
    await expect.poll(() => watched.told.at(-1)?.revision).toBe(4);
    await store.status.decide(promote("fraud_score", 1));
    await expect.poll(() => watched.told.at(-1)?.revision).toBe(5);
    expect(watched.problems.filter(isDeaf)).toHaveLength(1);
    await store.close();
  });

  test("a process with a direct connection beside it hears of decisions at once", async () => {
    const store = await openStore({
      url: pooler.url,
      directUrl: database.url,
      environment: "direct",
      pollMs: 60_000,
    });
    await bringLive(store, "fraud_score", 2);
    const watched = await watchStore(store);
    await store.status.decide(rollback("fraud_score"));
    await expect.poll(() => watched.told.at(-1)?.revision).toBe(3);
    expect(watched.problems).toEqual([]);
    await store.close();
  });
});
