import type { Decision } from "@promptrail/core";
import type { HistoryQuery } from "@promptrail/core/lifecycle";
import { type DecisionRow, decisionColumns, fromDecisionRow } from "../rows/decision-row.js";
import { historyLimit } from "../sql/limits.js";
import type { SqlPool } from "../sql/sql-pool.js";

export async function readHistory(
  pool: SqlPool,
  environment: string,
  { family, limit, before }: HistoryQuery,
): Promise<readonly Decision[]> {
  const rows = await pool.transaction(
    (connection) =>
      connection.query<DecisionRow>(
        `select ${decisionColumns} from promptrail.decision
         where environment = $1 and ($2::text is null or family = $2)
           and ($4::bigint is null or revision < $4)
         order by revision desc limit $3`,
        [environment, family, limit, before],
      ),
    historyLimit,
  );
  return rows.map(fromDecisionRow);
}
