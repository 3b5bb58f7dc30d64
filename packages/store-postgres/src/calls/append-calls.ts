import type { CallRecord } from "@promptrail/core";
import { dataLimit } from "../sql/limits.js";
import type { SqlConnection, SqlPool } from "../sql/sql-pool.js";

/** One statement holds this many: enough to make round trips cheap, little enough for memory. */
const batchSize = 500;

const insertCalls = `
  insert into promptrail.call_record
    (environment, id, family, version, lane, started_at, duration_ms, outcome, success, cost, record)
  select $1, id, family, version, lane, started_at, duration_ms, outcome, success, cost, record::json
  from unnest($2::text[], $3::text[], $4::int[], $5::text[], $6::timestamptz[], $7::float8[],
    $8::text[], $9::boolean[], $10::float8[], $11::text[])
    as given (id, family, version, lane, started_at, duration_ms, outcome, success, cost, record)
  order by id
  on conflict (environment, id) do nothing`;

/** All or none of the records; a record that is there already stays as it is. */
export async function appendCalls(
  pool: SqlPool,
  environment: string,
  records: readonly CallRecord[],
): Promise<void> {
  if (records.length === 0) return;
  await pool.transaction(async (connection) => {
    for (let start = 0; start < records.length; start += batchSize) {
      await insertBatch(connection, environment, records.slice(start, start + batchSize));
    }
  }, dataLimit);
}

async function insertBatch(
  connection: SqlConnection,
  environment: string,
  records: readonly CallRecord[],
): Promise<void> {
  await connection.query(insertCalls, [
    environment,
    records.map(({ id }) => id),
    records.map(({ family }) => family),
    records.map(({ version }) => version),
    records.map(({ lane }) => lane),
    records.map(({ startedAt }) => startedAt.toISOString()),
    records.map(({ durationMs }) => durationMs),
    records.map(({ outcome }) => outcome),
    records.map(({ success }) => success),
    records.map(({ cost }) => cost),
    records.map((record) => JSON.stringify(record)),
  ]);
}
