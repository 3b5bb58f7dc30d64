import type { ContentProblem, OpenStore } from "@promptrail/core/lifecycle";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { dataLimit } from "../../src/sql/limits.js";
import { bringLive, declare, promote, rollback, version } from "../commands.js";
import { type EngineDatabase, engines, openMigrated } from "../engines.js";
import { sampleEvidence } from "./samples.js";

const environment = "production";
const family = "fraud_score";

function groundOf(number: number) {
  const { contentHash } = version(family, number);
  const key = { family, contentHash, datasetHash: "dataset", suiteHash: "suite" };
  return { kind: "evidence", key } as const;
}

describe.for(engines)("rows that somebody wrote by hand on $name:", ({ isMissing, open }) => {
  let database: EngineDatabase;
  let store: OpenStore;
  beforeEach(async () => {
    if (isMissing) return;
    database = await open();
    store = await openMigrated(database.pool, environment);
    await bringLive(store, family, 1);
    await store.status.registerVersions([version(family, 2), version(family, 3)]);
  });
  afterEach(async () => {
    await store?.close();
    await database?.drop();
  });

  /** As the schema's owner can, who may end what guards a table. */
  const forge = (table: string, sql: string) =>
    database.pool.transaction(
      (connection) =>
        connection.run(`alter table promptrail.${table} disable trigger user; ${sql};
          set constraints all immediate; alter table promptrail.${table} enable trigger user`),
      dataLimit,
    );

  const findAll = async () => {
    const problems: ContentProblem[] = [];
    let after: string | null = null;
    do {
      const page = await store.checkContents(after);
      problems.push(...page.problems);
      after = page.next;
    } while (after !== null);
    return problems;
  };

  test.skipIf(isMissing)(
    "evidence copied under another content's hash speaks for nothing, and is named",
    async () => {
      await store.evidence.save(sampleEvidence(family, 2));
      const forged = `insert into promptrail.evidence (environment, id, family, content_hash,
          baseline_hash, dataset_hash, suite_hash, verdict, body)
        select environment, 'forged', family, '${version(family, 3).contentHash}',
          baseline_hash, dataset_hash, suite_hash, verdict, body from promptrail.evidence`;
      await database.pool.query(forged, [], dataLimit);
      const refusal = /forged of family "fraud_score" is not what was saved: .*content hash/;
      const promoting = store.status.decide({ ...promote(family, 3), ground: groundOf(3) });
      await expect(promoting).rejects.toMatchObject({
        code: "gate_refused",
        message: expect.stringMatching(refusal),
      });
      await expect(store.evidence.read("forged")).rejects.toMatchObject({
        code: "immutability_violation",
        message: expect.stringMatching(refusal),
      });
      expect(await findAll()).toMatchObject([
        { kind: "evidence", family, message: expect.stringMatching(refusal) },
      ]);
    },
  );

  test.skipIf(isMissing)(
    "a verdict that is turned round keeps nothing from being rolled back",
    async () => {
      await store.status.decide(promote(family, 2));
      await store.evidence.save({
        ...sampleEvidence(family, 3),
        verdict: "fail",
        baselineVersion: 2,
        baselineHash: version(family, 2).contentHash,
      });
      await forge("evidence", "update promptrail.evidence set verdict = 'pass'");
      const { state } = await store.status.decide({
        ...declare(family, 3, 2),
        ground: groundOf(3),
        statuses: { 1: "deprecated", 3: "active" },
      });
      expect(state.declared.pending).toMatch(/its verdict is pass in the row and fail in it/);
      const rolledBack = await store.status.decide(rollback(family));
      expect(rolledBack.state.activeVersion).toBe(1);
    },
  );

  test.skipIf(isMissing)(
    "evidence that was changed in row and body is told from what the decision saw",
    async () => {
      await store.evidence.save(sampleEvidence(family, 2));
      const { decision } = await store.status.decide({
        ...promote(family, 2),
        ground: groundOf(2),
      });
      expect(await findAll()).toEqual([]);
      await forge(
        "evidence",
        `update promptrail.evidence set body = replace(body::text, '0.30', '0.99')::json`,
      );
      expect(await findAll()).toMatchObject([
        { kind: "evidence", family, revision: decision?.revision },
      ]);
    },
  );

  test.skipIf(isMissing)("a changed body is given to nobody, and is named", async () => {
    await forge(
      "prompt_version",
      `update promptrail.prompt_version set body = replace(body::text, 'Describe', 'Praise')::json
       where version = 2`,
    );
    const named = expect.stringMatching(
      /The stored body of fraud_score_v2 is not what was registered/,
    );
    const violation = { code: "immutability_violation", message: named };
    await expect(store.status.readVersion(family, 2)).rejects.toMatchObject(violation);
    expect(await store.status.readVersion(family, 3)).not.toBeNull();
    expect(await findAll()).toMatchObject([{ kind: "body", family, message: named }]);
  });

  test.skipIf(isMissing)("a body that is no content at all is named, too", async () => {
    for (const body of ["{}", "null", "[]", "1", '"x"', '{"content": 1}', '{"content": null}']) {
      const set = `update promptrail.prompt_version set body = '${body}' where version = 2`;
      await forge("prompt_version", set);
      expect(await findAll()).toMatchObject([{ kind: "body", family }]);
      const reading = store.status.readVersion(family, 2);
      await expect(reading).rejects.toMatchObject({ code: "immutability_violation" });
    }
  });

  test.skipIf(isMissing)("a verdict that is none at all is named, and never used", async () => {
    await store.evidence.save(sampleEvidence(family, 2));
    await store.status.decide({ ...promote(family, 2), ground: groundOf(2) });
    await store.evidence.save({
      ...sampleEvidence(family, 3),
      baselineVersion: 2,
      baselineHash: version(family, 2).contentHash,
    });
    for (const body of ["{}", "null", "[]", "1", '"x"']) {
      await forge("evidence", `update promptrail.evidence set body = '${body}'`);
      const promoting = store.status.decide({ ...promote(family, 3), ground: groundOf(3) });
      await expect(promoting).rejects.toMatchObject({ code: "gate_refused" });
      const reading = store.evidence.list({ family, limit: 9 });
      await expect(reading).rejects.toMatchObject({ code: "immutability_violation" });
      const problems = await findAll();
      expect(problems.map(({ kind, revision }) => [kind, revision])).toEqual([
        ["evidence", null],
        ["evidence", 2],
        ["evidence", null],
      ]);
    }
  });

  test.skipIf(isMissing)("a problem repeats no long value", async () => {
    const long = "x".repeat(100_000);
    await store.evidence.save(sampleEvidence(family, 2));
    const forged = `insert into promptrail.evidence (environment, id, family, content_hash,
        baseline_hash, dataset_hash, suite_hash, verdict, body)
      select environment, id || '${long}', '${long}', '${long}',
        baseline_hash, dataset_hash, suite_hash, verdict, body from promptrail.evidence;
      insert into promptrail.prompt_version
        (environment, family, version, content_hash, declared_status, body)
      select environment, '${long}', version, '${long}', declared_status, body
        from promptrail.prompt_version where version = 2`;
    await forge("evidence", forged);
    const problems = await findAll();
    expect(problems.map(({ kind }) => kind)).toEqual(["body", "evidence"]);
    for (const problem of problems) expect(JSON.stringify(problem).length).toBeLessThan(2_000);
  });

  test.skipIf(isMissing)("what a decision stands on and is gone is named", async () => {
    await store.evidence.save(sampleEvidence(family, 2));
    const { decision } = await store.status.decide({ ...promote(family, 2), ground: groundOf(2) });
    // As a dump that was put back in part.
    const removed = await database.pool.transaction(async (connection) => {
      await connection.run("set local session_replication_role = replica");
      await connection.run("delete from promptrail.evidence");
      await connection.run("delete from promptrail.prompt_version where version = 1");
      return true;
    }, dataLimit);
    expect(removed).toBe(true);
    expect(await findAll()).toMatchObject([
      { kind: "body", family, revision: null, message: expect.stringContaining("_v1") },
      { kind: "evidence", family, revision: decision?.revision },
    ]);
  });

  test.skipIf(isMissing)(
    "a decision beyond the head is named, and decisions say why they fail",
    async () => {
      const beyond = `insert into promptrail.decision (environment, revision, family, kind, change,
        to_version, actor, source, reason, decided_at, previous_hash, hash)
      select environment, revision + 1, family, kind, change, to_version, actor, source, reason,
        decided_at, hash, 'sha256-made-up' from promptrail.decision`;
      await expect(database.pool.query(beyond, [], dataLimit)).rejects.toThrow(
        /does not move the head/,
      );
      await forge("decision", beyond);
      await expect(store.status.decide(promote(family, 2))).rejects.toMatchObject({
        code: "immutability_violation",
        message: expect.stringMatching(/its last decision is revision 1, .* has one after it/),
      });
      expect(await findAll()).toMatchObject([{ kind: "beyond", family, revision: 2 }]);
      await forge("decision", "delete from promptrail.decision where revision = 2");
      expect((await store.status.decide(promote(family, 2))).state.activeVersion).toBe(2);
      expect(await findAll()).toEqual([]);
    },
  );
});
