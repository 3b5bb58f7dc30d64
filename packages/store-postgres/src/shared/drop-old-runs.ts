import { dataLimit, migrationLimit } from "../sql/limits.js";
import type { SqlPool } from "../sql/sql-pool.js";

const keptDays = 7;

/** Drops the shared runs of before the last 7 days with their answers, a run at a time; how each is called, for people. */
export async function dropOldRuns(
  pool: SqlPool,
  environment: string,
  now: Date,
  onDropped: (run: string) => void,
): Promise<void> {
  const old = await pool.query<{ id: string; family: string; day: string }>(
    `select id, family, to_char(started_at, 'YYYY-MM-DD') as day from promptrail.eval_run
     where environment = $1 and started_at < $2::timestamptz - make_interval(days => ${keptDays})
     order by started_at`,
    [environment, now],
    dataLimit,
  );
  for (const { id, family, day } of old) {
    await pool.query("delete from promptrail.eval_run where id = $1", [id], migrationLimit);
    onDropped(`answers of a shared run of ${family} of ${day} (kept for ${keptDays} days)`);
  }
}
