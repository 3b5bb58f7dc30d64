import type { ProcessReport } from "@promptrail/core/lifecycle";
import { statusLimit } from "../sql/limits.js";
import type { SqlPool } from "../sql/sql-pool.js";
import { processColumns } from "./process-row.js";

// One clock for decision and report, the database's: of a process's own only a duration is taken.
// A process that was killed leaves its row: who reports sweeps the day-old ones away, and who looks changes nothing.
const writeReport = `
  with gone as (
    delete from promptrail.process
    where environment = $1 and process_id <> $2
      and reported_at < clock_timestamp() - interval '1 day'
  )
  insert into promptrail.process as known (environment, ${processColumns})
  select $1, $2, $3, $4, $5::int, $6, $7::jsonb, moment, null
  from clock_timestamp() as moment
  on conflict (environment, process_id) do update set
    name = excluded.name,
    role = excluded.role,
    revision = excluded.revision,
    state_source = excluded.state_source,
    problems = excluded.problems,
    reported_at = excluded.reported_at,
    applied_after_ms = case
      when known.revision = excluded.revision then known.applied_after_ms
      else (
        select greatest(0, extract(epoch from excluded.reported_at - decided_at)::float8 * 1000 - $8::float8)
        from promptrail.decision where environment = $1 and revision = $5::int
      )
    end`;

/**
 * Writes what a process serves; its first report of a revision tells how long that took, but for the one that it
 * started with: that may be old.
 */
export async function reportProcess(
  pool: SqlPool,
  environment: string,
  report: ProcessReport,
): Promise<void> {
  const values = [
    ...[environment, report.processId, report.name, report.role, report.revision],
    ...[report.stateSource, JSON.stringify(report.problems), report.appliedAgoMs],
  ];
  await pool.query(writeReport, values, statusLimit);
}
