import type { Decision } from "@promptrail/core";
import {
  applyDecision,
  type Change,
  type FamilyState,
  hashDecision,
  hashEvidence,
  type OpenStore,
  verifyHistory,
} from "@promptrail/core/lifecycle";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { recordDecisions } from "../src/decide/record-decisions.js";
import { dataLimit } from "../src/sql/limits.js";
import { declare, promote, version } from "./commands.js";
import { sampleEvidence } from "./contents/samples.js";
import { type EngineDatabase, engines, openMigrated } from "./engines.js";

const environment = "production";
const family = "fraud_score";

/** As it was written before a declaration kept what it stands on. */
const firstSeen: Change = JSON.parse(
  `{"kind":"first_seen","shadow":null,
    "declared":{"generation":1,"activeVersion":1,"statuses":{"1":"active"},"pending":null}}`,
);

function firstDecision(): { readonly decision: Decision; readonly state: FamilyState } {
  const unsigned = {
    family,
    actor: "ada",
    source: "boot" as const,
    reason: "first sight",
    revision: 1,
    fromVersion: null,
    toVersion: 1,
    evidenceId: null,
    override: null,
    idempotencyKey: null,
    decidedAt: new Date("2026-05-06T07:08:09.123Z"),
    previousHash: "",
    change: firstSeen,
  };
  const decision = { ...unsigned, hash: hashDecision(unsigned) };
  return { decision, state: applyDecision(null, decision) };
}

describe.for(engines)("rows of an earlier build on $name", ({ isMissing, open }) => {
  let database: EngineDatabase;
  let store: OpenStore;
  beforeAll(async () => {
    if (isMissing) return;
    database = await open();
    const { pool } = database;
    store = await openMigrated(pool, environment);
    await store.status.registerVersions([version(family, 1), version(family, 2)]);
    const { decision, state } = firstDecision();
    await pool.transaction(
      (connection) => recordDecisions(connection, environment, [decision], [state]),
      dataLimit,
    );
  });
  afterAll(async () => {
    await store?.close();
    await database?.drop();
  });

  test.skipIf(isMissing)(
    "are read as declarations without a suite and acknowledgement",
    async () => {
      const snapshot = await store.status.readSnapshot();
      const read = { acknowledgedRevision: 0, ground: { kind: "no_suite" } };
      expect(snapshot.families).toMatchObject([{ activeVersion: 1, declared: read }]);
      const [decision] = await store.status.readHistory({ family, limit: 1, before: null });
      expect(decision?.change).toMatchObject({ declared: read });
    },
  );

  test.skipIf(isMissing)(
    "may stand on evidence without its hash, which newer ones add",
    async () => {
      const { pool } = database;
      const { storeId: _id, revision, headHash, families } = await store.status.readSnapshot();
      const saved = [sampleEvidence(family, 2), sampleEvidence(family, 3)];
      await store.status.registerVersions([version(family, 3)]);
      for (const each of saved) await store.evidence.save(each);
      const unsigned = {
        family,
        actor: "ada",
        source: "cli" as const,
        reason: "as good",
        fromVersion: 1,
        change: { kind: "promoted" as const, toVersion: 2 },
        toVersion: 2,
        override: null,
        evidenceId: saved[0]?.id ?? null,
        idempotencyKey: null,
        revision: revision + 1,
        decidedAt: new Date("2026-05-06T07:08:10.123Z"),
        previousHash: headHash,
      };
      const decision = { ...unsigned, hash: hashDecision(unsigned) };
      const state = applyDecision(families[0] ?? null, decision);
      await pool.transaction(
        (connection) => recordDecisions(connection, environment, [decision], [state]),
        dataLimit,
      );
      const baseline = { baselineVersion: 2, baselineHash: version(family, 2).contentHash };
      const newest = { ...sampleEvidence(family, 3), ...baseline };
      const stored = await store.evidence.save(newest);
      const { datasetHash, suiteHash, contentHash } = newest;
      const ground = {
        kind: "evidence",
        key: { family, contentHash, datasetHash, suiteHash },
      } as const;
      const { decision: promoted } = await store.status.decide({ ...promote(family, 3), ground });
      expect(promoted?.evidenceHash).toBe(hashEvidence(stored));
      const history = await store.status.readHistory({ family: null, limit: 10, before: null });
      expect(history.map(({ evidenceHash }) => evidenceHash !== undefined)).toEqual([
        true,
        false,
        false,
      ]);
      expect(verifyHistory(history.toReversed(), await store.status.readSnapshot())).toEqual([]);
      expect(await store.checkContents("evidence:0")).toMatchObject({ verdicts: 3, problems: [] });
    },
  );

  test.skipIf(isMissing)(
    "may be several verdicts of one key, of which the newest decides as it did, and later runs change nothing",
    async () => {
      const other = sampleEvidence("fraud_note", 2);
      const { family: name, contentHash, baselineHash, datasetHash, suiteHash } = other;
      const rows = ["pass", "fail"] as const;
      for (const verdict of rows) {
        const body = { ...other, id: `earlier ${verdict}`, verdict };
        await database.pool.query(
          `insert into promptrail.evidence (environment, id, family, content_hash, baseline_hash,
             dataset_hash, suite_hash, verdict, body)
           values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
          [
            ...[environment, body.id, name, contentHash, baselineHash, datasetHash, suiteHash],
            ...[verdict, JSON.stringify(body)],
          ],
          dataLimit,
        );
      }
      expect((await store.evidence.find(other))?.id).toBe("earlier fail");
      const later = await store.evidence.save(other);
      expect(later).toMatchObject({ run: 3, changesNothing: true });
      expect((await store.evidence.find(other))?.id).toBe("earlier fail");
      const supersedes = { reason: "the suite's judge was replaced" };
      const last = await store.evidence.save({ ...other, id: "last", supersedes });
      expect(last.supersedes).toEqual({ ...supersedes, evidenceId: "earlier fail" });
      expect((await store.evidence.find(other))?.id).toBe("last");
    },
  );

  test.skipIf(isMissing)(
    "keep a history that holds when newer builds go on from them",
    async () => {
      await store.status.decide(promote(family, 2));
      await store.status.decide(declare(family, 2, 2));
      const history = await store.status.readHistory({ family: null, limit: 10, before: null });
      expect(history).toHaveLength(5);
      expect(verifyHistory(history.toReversed(), await store.status.readSnapshot())).toEqual([]);
    },
  );
});
