import type { CallRecord } from "@promptrail/core";
import type { CallQuery } from "@promptrail/core/call-log";
import { dataLimit } from "../sql/limits.js";
import type { SqlPool } from "../sql/sql-pool.js";
import { type CallRow, fromCallRow, selectRecord } from "./call-row.js";

export async function readCalls(
  pool: SqlPool,
  environment: string,
  query: CallQuery,
): Promise<readonly CallRecord[]> {
  const values: unknown[] = [environment];
  const conditions = ["environment = $1"];
  const require = (condition: (place: string) => string, value: unknown) => {
    values.push(value);
    conditions.push(condition(`$${values.length}`));
  };
  if (query.family !== undefined) require((place) => `family = ${place}`, query.family);
  if (query.lane !== undefined) require((place) => `lane = ${place}`, query.lane);
  if (query.ids !== undefined) require((place) => `id = any (${place}::text[])`, [...query.ids]);
  if (query.before !== undefined) {
    require((place) => `started_at < ${place}::timestamptz`, query.before.toISOString());
  }
  const rows = await pool.transaction(
    (connection) =>
      connection.query<CallRow>(
        `select ${selectRecord(query.bodies)} from promptrail.call_record where ${conditions.join(" and ")}
         order by started_at desc, id desc limit $${values.length + 1}`,
        [...values, query.limit],
      ),
    dataLimit,
  );
  return rows.map(fromCallRow);
}
