import type { CallSampleQuery, LoggedCall } from "@promptrail/core/call-log";
import { dataLimit } from "../sql/limits.js";
import type { SqlPool } from "../sql/sql-pool.js";
import { type CallRow, fromCallRow } from "./call-row.js";
import { toConditions } from "./to-conditions.js";

/** Every production call since the time is equally likely. */
export async function sampleCalls(
  pool: SqlPool,
  environment: string,
  query: CallSampleQuery,
): Promise<readonly LoggedCall[]> {
  const { family, since, size, bodies = true } = query;
  const { values, text } = toConditions(environment, { family, since, lane: "production" });
  // What is said of a call is read for the chosen ones only.
  const chosen = `select environment, id, day, retention from promptrail.call_figure
    where ${text()} order by random() limit ${Math.floor(size)}`;
  const said = bodies
    ? "left join promptrail.call_body said using (environment, id, day)"
    : "cross join (select null::json as body) said";
  const rows = await pool.query<CallRow>(
    `select kept.figures, said.body from (${chosen}) chosen
     join promptrail.call_figure kept using (environment, id, day, retention) ${said}`,
    values,
    dataLimit,
  );
  return rows.map((row) => fromCallRow(row, bodies));
}
