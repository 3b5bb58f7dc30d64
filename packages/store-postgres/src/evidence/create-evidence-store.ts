import type { EvidenceStore } from "@promptrail/core/lifecycle";
import {
  type EvidenceRow,
  evidenceByKey,
  evidenceColumns,
  fromEvidenceRow,
  toKeyValues,
} from "../rows/evidence-row.js";
import { dataLimit } from "../sql/limits.js";
import type { SqlPool } from "../sql/sql-pool.js";
import { saveEvidence } from "./save-evidence.js";

const evidenceById = `
  select ${evidenceColumns} from promptrail.evidence where environment = $1 and id = $2`;

const evidenceOfFamily = `
  select ${evidenceColumns} from promptrail.evidence where environment = $1 and family = $2
  order by sequence desc limit $3`;

/** The evidence store of one environment. */
export function createEvidenceStore(pool: SqlPool, environment: string): EvidenceStore {
  const read = async (text: string, values: readonly unknown[]) => {
    const rows = await pool.transaction(
      (connection) => connection.query<EvidenceRow>(text, values),
      dataLimit,
    );
    return rows.map(fromEvidenceRow);
  };
  return {
    save: (evidence) => saveEvidence(pool, environment, evidence),
    find: async (key) => (await read(evidenceByKey, toKeyValues(environment, key)))[0] ?? null,
    read: async (id) => (await read(evidenceById, [environment, id]))[0] ?? null,
    list: ({ family, limit }) => read(evidenceOfFamily, [environment, family, limit]),
  };
}
