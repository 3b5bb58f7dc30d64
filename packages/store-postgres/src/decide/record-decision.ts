import type { Decision, FamilyState } from "@promptrail/core";
import type { SqlConnection } from "../sql/sql-pool.js";
import { decisionColumns, toDecisionValues } from "../status/decision-row.js";
import { familyColumns, toFamilyValues } from "../status/family-row.js";

const insertDecision = `
  insert into promptrail.decision (environment, ${decisionColumns})
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)`;

const moveHead = `
  update promptrail.environment_head set revision = $2, head_hash = $3 where environment = $1`;

const writeFamily = `
  insert into promptrail.family_state (environment, ${familyColumns})
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
  on conflict (environment, family) do update set
    (${familyColumns}) = row (${familyColumns
      .split(",")
      .map((column) => `excluded.${column.trim()}`)
      .join(", ")})`;

/** Writes the decision, the head and the family's row, in the transaction that holds the head's lock. */
export async function recordDecision(
  connection: SqlConnection,
  environment: string,
  decision: Decision,
  state: FamilyState,
): Promise<void> {
  await connection.query(insertDecision, [environment, ...toDecisionValues(decision)]);
  await connection.query(moveHead, [environment, decision.revision, decision.hash]);
  // A drill moves the history and leaves the family as it is.
  if (decision.change.kind !== "drilled") {
    await connection.query(writeFamily, [environment, ...toFamilyValues(state)]);
  }
}
