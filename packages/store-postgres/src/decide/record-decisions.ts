import type { Decision } from "@promptrail/core";
import type { FamilyState } from "@promptrail/core/lifecycle";
import { decisionColumns, toDecisionValues } from "../rows/decision-row.js";
import { familyColumns, toFamilyValues } from "../rows/family-row.js";
import type { SqlConnection } from "../sql/sql-pool.js";

const insertDecision = `
  insert into promptrail.decision (environment, ${decisionColumns})
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)`;

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

/** Writes the decisions, the head and the family's row, in the transaction that holds the head's lock. */
export async function recordDecisions(
  connection: SqlConnection,
  environment: string,
  decisions: readonly Decision[],
  state: FamilyState,
): Promise<void> {
  // One after the other: the schema lets the head move by one decision at a time.
  for (const decision of decisions) {
    await connection.query(insertDecision, [environment, ...toDecisionValues(decision)]);
    await connection.query(moveHead, [environment, decision.revision, decision.hash]);
  }
  // A drill moves the history and leaves the family as it is.
  if (decisions.some(({ change }) => change.kind !== "drilled")) {
    await connection.query(writeFamily, [environment, ...toFamilyValues(state)]);
  }
}
