import type { Decision } from "@promptrail/core";
import type { FamilyState } from "@promptrail/core/lifecycle";
import { decisionColumns, toDecisionRow } from "../rows/decision-row.js";
import { familyColumns, toFamilyRow } from "../rows/family-row.js";
import type { SqlConnection } from "../sql/sql-pool.js";

// In their order: each follows the one before it.
const insertDecisions = `
  insert into promptrail.decision (environment, ${decisionColumns})
  select $1, ${decisionColumns}
  from json_populate_recordset(null::promptrail.decision, $2::json) order by revision`;

const moveHead = `
  update promptrail.environment_head set revision = $2, head_hash = $3 where environment = $1`;

const writeFamilies = `
  insert into promptrail.family_state (environment, ${familyColumns})
  select $1, ${familyColumns} from json_populate_recordset(null::promptrail.family_state, $2::json)
  on conflict (environment, family) do update set
    (${familyColumns}) = row (${familyColumns
      .split(",")
      .map((column) => `excluded.${column.trim()}`)
      .join(", ")})`;

/**
 * Writes the decisions, the head and the families' rows, in the transaction that holds the head's lock. However
 * many they are, it takes three statements: the database may be far away.
 */
export async function recordDecisions(
  connection: SqlConnection,
  environment: string,
  decisions: readonly [Decision, ...Decision[]],
  states: readonly FamilyState[],
): Promise<void> {
  await connection.query(insertDecisions, [
    environment,
    JSON.stringify(decisions.map(toDecisionRow)),
  ]);
  const { revision, hash } = decisions.at(-1) ?? decisions[0];
  await connection.query(moveHead, [environment, revision, hash]);
  // A drill moves the history and leaves the family as it is.
  const revisions = new Set(decisions.map((decision) => decision.revision));
  const touched = states.filter((state) => revisions.has(state.revision));
  if (touched.length === 0) return;
  await connection.query(writeFamilies, [environment, JSON.stringify(touched.map(toFamilyRow))]);
}
