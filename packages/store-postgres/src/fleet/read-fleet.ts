import type { FleetMember } from "@promptrail/core/lifecycle";
import { statusLimit } from "../sql/limits.js";
import type { SqlPool } from "../sql/sql-pool.js";
import { fromProcessRow, type ProcessRow, processColumns } from "./process-row.js";

const readProcesses = `
  select ${processColumns} from promptrail.process
  where environment = $1 and reported_at >= clock_timestamp() - $2::float8 * interval '1 millisecond'
  order by name, process_id`;

/** The processes that reported within the last `withinMs`, by name. */
export async function readFleet(
  pool: SqlPool,
  environment: string,
  withinMs: number,
): Promise<readonly FleetMember[]> {
  const rows = await pool.query<ProcessRow>(readProcesses, [environment, withinMs], statusLimit);
  return rows.map(fromProcessRow);
}
