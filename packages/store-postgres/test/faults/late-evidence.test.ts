import {
  applyDecision,
  type DeclareCommand,
  type Evidence,
  hashDecision,
  planDecision,
} from "@promptrail/core";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { runSql } from "../../../../tooling/test/run-sql.ts";
import { createTestDatabase, type TestDatabase } from "../../../../tooling/test/test-database.ts";
import { titleOnPostgres } from "../../../../tooling/test/title-on-postgres.ts";
import { lockHead } from "../../src/decide/lock-head.js";
import { readFacts } from "../../src/decide/read-facts.js";
import { readFamily } from "../../src/decide/read-family.js";
import { recordDecision } from "../../src/decide/record-decision.js";
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
  ...{ ...key, id: "run-1", version: 2, verdict: "pass", reasons: [], report: {}, actor: "ada" },
  ...{ baselineVersion: 1, baselineHash: version(family, 1).contentHash, createdAt: new Date() },
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
      ...{ url, directUrl: url, maxConnections: 1, description: "a slow process" },
    });
    const saving = await pool.transaction(async (connection) => {
      const head = await lockHead(connection, environment);
      const state = await readFamily(connection, environment, family);
      const facts = await readFacts(connection, environment, command, state);
      const planned = planDecision(state, command, facts);
      if (planned === null) throw new TypeError("A new generation is always recorded.");
      const stamp = { revision: head.revision + 1, previousHash: head.hash, decidedAt: facts.now };
      const unsigned = { ...planned, ...stamp };
      const decision = { ...unsigned, hash: hashDecision(unsigned) };
      let isSaved = false;
      const saved = store.evidence.save(evidence).then(() => {
        isSaved = true;
      });
      await expect.poll(async () => isSaved || (await countWaiting()) > 0).toBe(true);
      const next = applyDecision(state, decision);
      expect(next.declared.pending).not.toBeNull();
      await recordDecision(connection, environment, decision, next);
      return { saved };
    }, dataLimit);
    await saving.saved;
    expect(await store.status.readSnapshot()).toMatchObject({
      revision: 3,
      families: [{ activeVersion: 2, declared: { pending: null } }],
    });
    await Promise.all([store.close(), pool.close()]);
  });
});
