import { type LoggedCall, readLoggedCall, type StoredCall } from "@promptrail/core/call-log";
import { migrationLimit } from "../../sql/limits.js";
import type { SqlPool } from "../../sql/sql-pool.js";
import { insertCalls } from "../append-calls.js";
import { makeDays } from "../make-days.js";

/** So many are moved in one transaction: one that is stopped loses little, and goes on where it stopped. */
const batchSize = 500;

const take = `
  delete from promptrail.call_record
  where environment = $1 and id = any (array(
    select id from promptrail.call_record where environment = $1 and id > $2
    order by id limit ${batchSize} for update skip locked))
  returning record`;

interface Moved {
  readonly count: number;
  readonly isEnd: boolean;
}

/**
 * Moves calls from the table in which earlier builds keep them, a part at a time. That table stays: while a rollout goes
 * on, an earlier build still writes to it.
 */
export async function moveEarlierCalls(pool: SqlPool, environment: string): Promise<Moved> {
  const days = await pool.query<{ record: StoredCall }>(
    `select distinct on ((record ->> 'startedAt')::date) record
     from (select record from promptrail.call_record where environment = $1 order by id
       limit ${batchSize}) waiting`,
    [environment],
    migrationLimit,
  );
  if (days.length === 0) return { count: 0, isEnd: true };
  await makeDays(pool, days.map(toCall));
  const count = await pool.transaction(async (connection) => {
    const rows = await connection.query<{ record: StoredCall }>(take, [environment, ""]);
    await insertCalls(connection, environment, rows.map(toCall));
    return rows.length;
  }, migrationLimit);
  return { count, isEnd: count < batchSize };
}

function toCall({ record }: { readonly record: StoredCall }): LoggedCall {
  return readLoggedCall(record);
}
