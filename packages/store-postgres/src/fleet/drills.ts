import type { Drill } from "@promptrail/core/lifecycle";
import { statusLimit } from "../sql/limits.js";
import type { SqlPool } from "../sql/sql-pool.js";

interface DrillRow {
  readonly family: string;
  readonly revision: number;
  readonly actor: string;
  readonly started_at: Date;
  readonly processes: number;
  readonly applied_after_ms: readonly number[];
}

const columns = "family, revision, actor, started_at, processes, applied_after_ms";

/** Keeps a drill; saving it again, as after an answer that was lost, keeps the first. */
export async function saveDrill(pool: SqlPool, environment: string, drill: Drill): Promise<void> {
  await pool.query(
    `insert into promptrail.drill (environment, ${columns})
     values ($1, $2, $3, $4, $5, $6, $7) on conflict (environment, revision) do nothing`,
    [
      ...[environment, drill.family, drill.revision, drill.actor],
      ...[drill.startedAt.toISOString(), drill.processes, [...drill.appliedAfterMs]],
    ],
    statusLimit,
  );
}

/** Newest first. */
export async function readDrills(
  pool: SqlPool,
  environment: string,
  limit: number,
): Promise<readonly Drill[]> {
  const rows = await pool.query<DrillRow>(
    `select ${columns} from promptrail.drill where environment = $1
     order by revision desc limit $2`,
    [environment, limit],
    statusLimit,
  );
  return rows.map(({ started_at, applied_after_ms, ...row }) => ({
    ...row,
    startedAt: started_at,
    appliedAfterMs: applied_after_ms,
  }));
}
