import { type Command, type Decision, PromptrailError } from "@promptrail/core";
import type { SqlConnection } from "../sql/sql-pool.js";
import { type DecisionRow, decisionColumns, fromDecisionRow } from "../status/decision-row.js";

/**
 * The decision that was recorded under the command's idempotency key, or null.
 *
 * @throws PromptrailError `request_invalid` when the key belongs to another family's decision.
 */
export async function findRepeated(
  connection: SqlConnection,
  environment: string,
  { family, idempotencyKey }: Command,
): Promise<Decision | null> {
  if (idempotencyKey === null) return null;
  const [row] = await connection.query<DecisionRow>(
    `select ${decisionColumns} from promptrail.decision
     where environment = $1 and idempotency_key = $2`,
    [environment, idempotencyKey],
  );
  if (row === undefined) return null;
  if (row.family === family) return fromDecisionRow(row);
  throw new PromptrailError(
    "request_invalid",
    `The idempotency key was used for a decision on family "${row.family}" (revision ${row.revision}), so it cannot serve family "${family}". Use a new key for each request.`,
    { family, key_family: row.family, revision: row.revision },
  );
}
