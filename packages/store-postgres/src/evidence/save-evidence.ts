import type { Evidence } from "@promptrail/core";
import { dataLimit } from "../sql/limits.js";
import type { SqlPool } from "../sql/sql-pool.js";
import { toKeyValues } from "./evidence-row.js";

/** Saving the same evidence again, as after an answer that was lost, keeps one. */
export async function saveEvidence(
  pool: SqlPool,
  environment: string,
  evidence: Evidence,
): Promise<void> {
  await pool.transaction(
    (connection) =>
      connection.query(
        `insert into promptrail.evidence
           (environment, family, content_hash, baseline_hash, dataset_hash, suite_hash,
            id, verdict, body)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict (environment, id) do nothing`,
        [
          ...toKeyValues(environment, evidence),
          evidence.id,
          evidence.verdict,
          JSON.stringify(evidence),
        ],
      ),
    dataLimit,
  );
}
