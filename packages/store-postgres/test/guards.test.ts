import { type Evidence, PromptrailError } from "@promptrail/core";
import type { Drill, OpenStore } from "@promptrail/core/lifecycle";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { dataLimit } from "../src/sql/limits.js";
import { archive, bringLive, rollback } from "./commands.js";
import { type EngineDatabase, engines, openMigrated } from "./engines.js";

const evidence: Evidence = {
  id: "run-1",
  family: "product_description",
  version: 2,
  contentHash: "sha256-2",
  baselineVersion: 1,
  baselineHash: "sha256-1",
  datasetHash: "sha256-d",
  suiteHash: "sha256-s",
  verdict: "fail",
  reasons: ["too long"],
  report: {},
  actor: "ada",
  createdAt: new Date(0),
};

const drill: Drill = {
  family: "product_description",
  revision: 5,
  actor: "ada",
  startedAt: new Date(0),
  processes: 2,
  appliedAfterMs: [1.5],
};

/** A copy of the newest decision, so many revisions on, which says what stands before it. */
function insertDecision(step: number, previousHash: string): string {
  return `insert into promptrail.decision
       (environment, revision, family, kind, change, to_version, actor, source, reason, decided_at,
        previous_hash, hash)
     select environment, revision + ${step}, family, kind, change, to_version, actor, source, reason,
       decided_at, ${previousHash}, 'sha256-made-up'
     from promptrail.decision order by revision desc limit 1`;
}

/** Each would break a promise if the database let it through; the pattern is its refusal. */
const illegalWrites: readonly (readonly [string, string, RegExp])[] = [
  [
    "a pointer moved without a decision",
    "update promptrail.family_state set active_version = 3",
    /family_state|higher revision/,
  ],
  [
    "a pointer moved under a made-up revision",
    "update promptrail.family_state set active_version = 1, revision = 99",
    /family_state_is_decided/,
  ],
  [
    "an archived version made active",
    `update promptrail.family_state set active_version = 1, revision = 99,
       activated_versions = '{1}', archived_versions = '{1}'`,
    /active_is_not_archived/,
  ],
  [
    "the active version archived",
    `update promptrail.family_state set revision = 99, archived_versions = array[active_version]`,
    /active_is_not_archived/,
  ],
  [
    "a pointer to nothing",
    "update promptrail.family_state set active_version = null",
    /revision|null/,
  ],
  ["a family without a pointer", "delete from promptrail.family_state", /refused/],
  ["an edited decision", "update promptrail.decision set actor = 'someone else'", /refused/],
  ["a removed decision", "delete from promptrail.decision where revision = 2", /refused/],
  ["an emptied history", "truncate promptrail.decision cascade", /refused/],
  ["a gap in the revisions", insertDecision(5, "hash"), /does not follow/],
  ["a decision that forgets the one before", insertDecision(1, "''"), /does not follow/],
  ["a decision that does not move the head", insertDecision(1, "hash"), /does not move the head/],
  [
    "a revision without a decision",
    "update promptrail.environment_head set revision = revision + 1",
    /moves only with a decision/,
  ],
  ["a revision taken back", "update promptrail.environment_head set revision = 1", /moves only/],
  [
    "a history given another name",
    "update promptrail.environment_head set store_id = gen_random_uuid()",
    /moves only/,
  ],
  [
    "another text under a registered number",
    "update promptrail.prompt_version set content_hash = 'sha256-other'",
    /cannot be changed/,
  ],
  ["a removed version", "delete from promptrail.prompt_version", /refused/],
  [
    "a second pointer for a family",
    `insert into promptrail.family_state select * from promptrail.family_state`,
    /family_state_pkey/,
  ],
  [
    "a pointer to a version that is not registered",
    `update promptrail.family_state set revision = 99, active_version = 77,
       activated_versions = activated_versions || 77`,
    /foreign key/,
  ],
  [
    "a pointer to a version that was never activated",
    "update promptrail.family_state set revision = 99, activated_versions = '{1}'",
    /active_was_activated/,
  ],
  ["an edited drill", "update promptrail.drill set processes = 0", /refused/],
  ["an edited verdict", "update promptrail.evidence set verdict = 'pass'", /refused/],
];

describe.for(engines)("the database on $name", ({ isMissing, open }) => {
  let database: EngineDatabase;
  let store: OpenStore;
  beforeAll(async () => {
    if (isMissing) return;
    database = await open();
    const { pool } = database;
    store = await openMigrated(pool, "production");
    await bringLive(store, "product_description", 3);
    await store.evidence.save(evidence);
    await store.status.decide(rollback("product_description"));
    await store.status.decide(archive("product_description", 3));
    await store.fleet.saveDrill(drill);
  });
  afterAll(async () => {
    await store?.close();
    await database?.drop();
  });

  test.skipIf(isMissing).for(illegalWrites)("refuses %s", async ([, statement, refusal]) => {
    const before = await store.status.readSnapshot();
    const written = database.pool.transaction((connection) => connection.run(statement), dataLimit);
    await expect(written).rejects.toThrow(refusal);
    expect(await store.status.readSnapshot()).toEqual(before);
  });

  test.skipIf(isMissing)("undoes all of a transaction that fails in the middle", async () => {
    const { pool } = database;
    const failing = pool.transaction(async (connection) => {
      await connection.query("insert into promptrail.environment_head (environment) values ($1)", [
        "half",
      ]);
      throw new PromptrailError("not_eligible", "Stopped halfway.");
    }, dataLimit);
    await expect(failing).rejects.toMatchObject({ code: "not_eligible" });
    const rows = await pool.query(
      "select 1 from promptrail.environment_head where environment = 'half'",
      [],
      dataLimit,
    );
    expect(rows).toEqual([]);
  });
});
