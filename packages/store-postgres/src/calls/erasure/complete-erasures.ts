import { setTimeout as wait } from "node:timers/promises";
import { dataLimit, migrationLimit } from "../../sql/limits.js";
import type { SqlPool } from "../../sql/sql-pool.js";
import { deleteCalls, readErasures } from "./erase-subject.js";

/** Earlier transactions are waited for so long; what is still under way then is for later upkeep. */
const patienceMs = 2_000;
const pauseMs = 50;

/**
 * Deletes what came late, and rewrites the partitions that held calls of erased subjects, so that their files hold none
 * any more. A deleted row stays in its file while an earlier transaction may still see it, so these are waited for.
 *
 * @returns how many erasures are complete now.
 */
export async function completeErasures(
  pool: SqlPool,
  environment: string,
  now: Date,
): Promise<number> {
  const waiting = (await readErasures(pool, environment)).filter(
    ({ completedAt }) => completedAt === null,
  );
  if (waiting.length === 0) return 0;
  const subjects = waiting.map(({ subject }) => subject);
  const deletedBy = await pool.transaction(async (connection) => {
    for (const subject of subjects) await deleteCalls(connection, environment, subject);
    const [row] = await connection.query<{ xid: string }>(
      "select pg_current_xact_id()::text as xid",
      [],
    );
    return row?.xid ?? "0";
  }, migrationLimit);
  if (!(await isPast(pool, deletedBy))) return 0;
  for (const part of await readTouched(pool, environment)) {
    await pool.outside(`vacuum (full, analyze) ${part}`, migrationLimit);
  }
  await pool.query(
    `update promptrail.call_erasure set completed_at = $3::timestamptz, touched = '{}'
     where environment = $1 and subject = any ($2::text[])`,
    [environment, subjects, now.toISOString()],
    dataLimit,
  );
  return subjects.length;
}

/** Names as PostgreSQL wrote them, of tables that are still there: a day may have been dropped since. */
async function readTouched(pool: SqlPool, environment: string): Promise<readonly string[]> {
  const rows = await pool.query<{ part: string }>(
    `select distinct to_regclass(part)::text as part
     from promptrail.call_erasure, unnest(touched) as part
     where environment = $1 and completed_at is null and to_regclass(part) is not null
     order by 1`,
    [environment],
    dataLimit,
  );
  return rows.map(({ part }) => part);
}

/** True once no session can see what a transaction deleted, as far as this user may know of others' sessions. */
async function isPast(pool: SqlPool, xid: string): Promise<boolean> {
  for (const end = performance.now() + patienceMs; ; await wait(pauseMs)) {
    const [row] = await pool.query<{ seen: boolean }>(
      `select exists (
         select from pg_catalog.pg_stat_activity
         where datname = current_database() and pid <> pg_backend_pid()
           and age(backend_xmin) >= age($1::text::xid)) as seen`,
      [(BigInt(xid) & 0xffffffffn).toString()],
      dataLimit,
    );
    if (row?.seen !== true) return true;
    if (performance.now() > end) return false;
  }
}
