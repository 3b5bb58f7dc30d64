import type { CallRecord } from "@promptrail/core";
import { dataLimit } from "../sql/limits.js";
import type { SqlConnection, SqlPool } from "../sql/sql-pool.js";

/** One statement holds this much: enough to make round trips cheap, little enough for memory. */
const batchSize = 500;
const batchCharacters = 4_000_000;

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
    let batch: CallText[] = [];
    let characters = 0;
    for (const record of records) {
      const text = JSON.stringify(record);
      if (batch.length === batchSize || characters + text.length > batchCharacters) {
        await insertBatch(connection, environment, batch);
        batch = [];
        characters = 0;
      }
      batch.push({ record, text });
      characters += text.length;
    }
    await insertBatch(connection, environment, batch);
  }, dataLimit);
}

interface CallText {
  readonly record: CallRecord;
  /** The record as JSON. */
  readonly text: string;
}

async function insertBatch(
  connection: SqlConnection,
  environment: string,
  batch: readonly CallText[],
): Promise<void> {
  if (batch.length === 0) return;
  const records = batch.map(({ record }) => record);
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
    batch.map(({ text }) => text),
  ]);
}
