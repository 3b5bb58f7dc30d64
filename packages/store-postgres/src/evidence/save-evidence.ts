import type { Evidence } from "@promptrail/core";
import { reconsiderWithin } from "@promptrail/core/lifecycle";
import { beginDecision } from "../decide/begin-decision.js";
import { toKeyValues } from "../rows/evidence-row.js";
import { dataLimit, statusLimit } from "../sql/limits.js";
import type { SqlConnection, SqlPool } from "../sql/sql-pool.js";

const insertEvidence = `
  insert into promptrail.evidence
    (environment, family, content_hash, baseline_hash, dataset_hash, suite_hash, id, verdict, body)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict (environment, id) do nothing`;

/**
 * Saving the same evidence again, as after an answer that was lost, keeps one. A declaration of the
 * family that waited for it takes effect in the same transaction.
 */
export async function saveEvidence(
  pool: SqlPool,
  environment: string,
  evidence: Evidence,
): Promise<void> {
  await pool.transaction(async (connection) => {
    await connection.query(insertEvidence, [
      ...toKeyValues(environment, evidence),
      ...[evidence.id, evidence.verdict, JSON.stringify(evidence)],
    ]);
    await decideWaiting(connection, environment, evidence);
  }, dataLimit);
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
