import type { Evidence } from "@promptrail/core";
import {
  type DecisionTransaction,
  type DeclareCommand,
  decideWithin,
} from "@promptrail/core/lifecycle";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { runSql } from "../../../../tooling/test/run-sql.ts";
import { createTestDatabase, type TestDatabase } from "../../../../tooling/test/test-database.ts";
import { titleOnPostgres } from "../../../../tooling/test/title-on-postgres.ts";
import { beginDecision } from "../../src/decide/begin-decision.js";
import { createPostgresPool } from "../../src/postgres/create-postgres-pool.js";
import { dataLimit } from "../../src/sql/limits.js";
import { bringLive, declare, version } from "../commands.js";
import { openStore } from "./watch-store.js";

const adminUrl = inject("postgresAdminUrl");
const title = titleOnPostgres("late evidence");
const environment = "production";
const family = "fraud_score";

const { contentHash } = version(family, 2);
const key = { family, contentHash, datasetHash: "dataset", suiteHash: "suite" };
const command: DeclareCommand = { ...declare(family, 2, 2), ground: { kind: "evidence", key } };
const evidence: Evidence = {
  ...key,
  id: "run-1",
  version: 2,
  verdict: "pass",
  reasons: [],
  report: {},
  actor: "ada",
  baselineVersion: 1,
  baselineHash: version(family, 1).contentHash,
  createdAt: new Date(),
};

describe.skipIf(adminUrl === null)(title, () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await createTestDatabase(adminUrl ?? "");
  });
  afterAll(() => database?.drop());

  const countWaiting = async () => {
    const rows = await runSql(
      database.url,
      "select 1 from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()",
    );
    return rows.length;
  };

  test("that is saved between a declaration's look at it and its commit still activates it", async () => {
    const { url } = database;
    const store = await openStore({ url, environment });
    await bringLive(store, family, 1);
    await store.status.registerVersions([version(family, 2)]);
    const pool = createPostgresPool({
      url,
      directUrl: url,
      maxConnections: 1,
      description: "a slow process",
    });
    let saved: Promise<void> | undefined;
    let isSaved = false;
    await pool.transaction(async (connection) => {
      const transaction = await beginDecision(connection, environment);
      const record: DecisionTransaction["record"] = async (decisions, states) => {
        saved = store.evidence.save(evidence).then(() => {
          isSaved = true;
        });
        await expect.poll(async () => isSaved || (await countWaiting()) > 0).toBe(true);
        expect(states[0]?.declared.pending).not.toBeNull();
        await transaction.record(decisions, states);
      };
      await decideWithin({ ...transaction, record }, command);
    }, dataLimit);
    await saved;
    expect(isSaved).toBe(true);
    expect(await store.status.readSnapshot()).toMatchObject({
      revision: 3,
      families: [{ activeVersion: 2, declared: { pending: null } }],
    });
    await Promise.all([store.close(), pool.close()]);
  });
});
