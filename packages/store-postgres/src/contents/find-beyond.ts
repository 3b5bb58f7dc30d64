import type { ContentProblem } from "@promptrail/core/lifecycle";
import { cutText } from "@promptrail/core/portable";
import { dataLimit } from "../sql/limits.js";
import type { SqlPool } from "../sql/sql-pool.js";
import { mostNamed } from "./place.js";

interface BeyondRow {
  readonly revision: number;
  readonly family: string;
  readonly head: number;
}

// One statement sees one state: a decision that is being made is there with its head.
const decisionsBeyond = `
  select decision.revision, family, head.revision as head
  from promptrail.environment_head head
  join promptrail.decision using (environment)
  where environment = $1 and decision.revision > head.revision
  order by decision.revision limit ${mostNamed}`;

/** The decisions after the last one that the environment's head names. */
export async function findBeyond(
  pool: SqlPool,
  environment: string,
): Promise<readonly ContentProblem[]> {
  const rows = await pool.query<BeyondRow>(decisionsBeyond, [environment], dataLimit);
  return rows.map(({ revision, family, head }) => ({
    kind: "beyond",
    revision,
    family: cutText(family),
    message: `Revision ${revision} (${cutText(family)}): no decision made it, as the last one is revision ${head}. Until it is removed, nothing can be decided.`,
  }));
}
