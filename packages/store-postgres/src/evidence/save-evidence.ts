import { randomUUID } from "node:crypto";
import type { Evidence } from "@promptrail/core";
import { mayDecide, placeEvidence, reconsiderWithin } from "@promptrail/core/lifecycle";
import { beginDecision } from "../decide/begin-decision.js";
import {
  type EvidenceRow,
  evidenceByKey,
  evidenceColumns,
  fromEvidenceRow,
  toKeyValues,
} from "../rows/evidence-row.js";
import { dataLimit, statusLimit } from "../sql/limits.js";
import type { SqlConnection, SqlPool } from "../sql/sql-pool.js";

const insertEvidence = `
  insert into promptrail.evidence
    (environment, family, content_hash, baseline_hash, dataset_hash, suite_hash, id, verdict, decides, body)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) on conflict (environment, id) do nothing`;

/** Until the transaction ends: what is saved last for a family has the last number of its rows. */
const lockFamily =
  "select pg_advisory_xact_lock(hashtextextended(jsonb_build_array('promptrail.evidence', $1::text, $2::text)::text, 0))";

const evidenceById = `
  select ${evidenceColumns} from promptrail.evidence where environment = $1 and id = $2`;

const countByKey = `
  select count(*)::int as count from promptrail.evidence
  where environment = $1 and family = $2 and content_hash = $3 and baseline_hash = $4
    and dataset_hash = $5 and suite_hash = $6`;

/**
 * Saving the same evidence again, as after an answer that was lost, keeps one. A declaration of the
 * family that waited for it takes effect in the same transaction.
 */
export async function saveEvidence(
  pool: SqlPool,
  environment: string,
  evidence: Evidence,
): Promise<Evidence> {
  return pool.transaction((connection) => saveWithin(connection, environment, evidence), dataLimit);
}

/** Does all that saving does, and undoes it: whatever would refuse evidence, a privilege or a full disk, refuses this. */
export async function requireWritable(pool: SqlPool, environment: string): Promise<void> {
  const undo = new Error("What was tried is undone.");
  const trial = pool.transaction(async (connection) => {
    await saveWithin(connection, environment, trialEvidence(randomUUID()));
    throw undo;
  }, dataLimit);
  await trial.catch((error: unknown) => {
    if (error !== undo) throw error;
  });
}

/** Of a family that nobody can have. */
function trialEvidence(id: string): Evidence {
  return {
    id,
    family: "",
    version: 1,
    contentHash: "",
    baselineVersion: 1,
    baselineHash: "",
    datasetHash: "",
    suiteHash: "",
    verdict: "inconclusive",
    reasons: [],
    report: {},
    actor: "",
    createdAt: new Date(0),
  };
}

async function saveWithin(
  connection: SqlConnection,
  environment: string,
  evidence: Evidence,
): Promise<Evidence> {
  await connection.query(lockFamily, [environment, evidence.family]);
  const [same] = await connection.query<EvidenceRow>(evidenceById, [environment, evidence.id]);
  const placed =
    same === undefined
      ? placeEvidence(evidence, await readEarlier(connection, environment, evidence))
      : fromEvidenceRow(same);
  await connection.query(insertEvidence, [
    ...toKeyValues(environment, placed),
    ...[placed.id, placed.verdict, mayDecide(placed), JSON.stringify(placed)],
  ]);
  await decideWaiting(connection, environment, placed);
  return placed;
}

async function readEarlier(connection: SqlConnection, environment: string, evidence: Evidence) {
  const values = toKeyValues(environment, evidence);
  const [counted] = await connection.query<{ readonly count: number }>(countByKey, values);
  const [row] = await connection.query<EvidenceRow>(evidenceByKey, values);
  return { count: counted?.count ?? 0, deciding: row === undefined ? null : fromEvidenceRow(row) };
}

/**
 * Under the head's lock, so that a declaration which did not see the evidence is seen here. Taken
 * after the evidence is written, which may be large, and held no longer than by any decision.
 */
async function decideWaiting(
  connection: SqlConnection,
  environment: string,
  evidence: Evidence,
): Promise<void> {
  await connection.run(`
    set local statement_timeout = ${statusLimit.deadlineMs};
    set local idle_in_transaction_session_timeout = ${statusLimit.deadlineMs}`);
  await reconsiderWithin(await beginDecision(connection, environment), evidence);
}
