import type { Decision } from "@promptrail/core";
import { type DecisionRow, decisionColumns, fromDecisionRow } from "../rows/decision-row.js";
import type { SqlConnection } from "../sql/sql-pool.js";

const decisionsByKey = `
  select ${decisionColumns} from promptrail.decision
  where environment = $1 and idempotency_key = any ($2::text[])`;

/** The decision that was recorded under each idempotency key, in their order; null for none. */
export async function findDecisions(
  connection: Pick<SqlConnection, "query">,
  environment: string,
  keys: readonly string[],
): Promise<readonly (Decision | null)[]> {
  const rows = await connection.query<DecisionRow>(decisionsByKey, [environment, keys]);
  const decisions = new Map(rows.map((row) => [row.idempotency_key, fromDecisionRow(row)]));
  return keys.map((key) => decisions.get(key) ?? null);
}
