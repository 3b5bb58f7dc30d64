import type { ContentProblem } from "@promptrail/core";
import { dataLimit } from "../sql/limits.js";
import type { SqlPool } from "../sql/sql-pool.js";

interface BeyondRow {
  readonly revision: number;
  readonly family: string;
  readonly head: number;
}

/** Of as many as there are, the first say enough. */
const most = 20;

// One statement sees one state: a decision that is being made is there with its head.
const decisionsBeyond = `
  select decision.revision, family, head.revision as head
  from promptrail.environment_head head
  join promptrail.decision using (environment)
  where environment = $1 and decision.revision > head.revision
  order by decision.revision limit ${most}`;

/** The decisions after the last one that the environment's head names. */
export async function findBeyond(
  pool: SqlPool,
  environment: string,
): Promise<readonly ContentProblem[]> {
  const rows = await pool.query<BeyondRow>(decisionsBeyond, [environment], dataLimit);
  return rows.map(({ revision, family, head }) => ({
    ...{ kind: "beyond", revision, family },
    message: `Revision ${revision} (${family}): no decision made it, as the last one is revision ${head}. Until it is removed, nothing can be decided.`,
  }));
}
