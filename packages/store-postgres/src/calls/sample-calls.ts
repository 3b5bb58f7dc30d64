import type { CallRecord } from "@promptrail/core";
import type { CallLog } from "@promptrail/core/call-log";
import { dataLimit } from "../sql/limits.js";
import type { SqlPool } from "../sql/sql-pool.js";
import { type CallRow, fromCallRow, selectRecord } from "./call-row.js";

// The records themselves are read for the chosen ids only.
const toSampleQuery = (bodies: boolean | undefined) => `
  select ${selectRecord(bodies)} from promptrail.call_record
  join (
    select id from promptrail.call_record
    where environment = $1 and family = $2 and lane = 'production' and started_at >= $3::timestamptz
    order by random() limit $4
  ) chosen using (id)
  where environment = $1`;

/** Every production call since the time is equally likely. */
export async function sampleCalls(
  pool: SqlPool,
  environment: string,
  query: Parameters<CallLog["sample"]>[0],
): Promise<readonly CallRecord[]> {
  const rows = await pool.transaction(
    (connection) =>
      connection.query<CallRow>(toSampleQuery(query.bodies), [
        environment,
        query.family,
        query.since.toISOString(),
        query.size,
      ]),
    dataLimit,
  );
  return rows.map(fromCallRow);
}
