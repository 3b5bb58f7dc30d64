import type { DeadJob, QueueCounts, StoreDatabase } from "@promptrail/core/jobs";
import type { PgBoss } from "pg-boss";
import { jobSchema } from "../boss/load-boss.js";

const mostDead = 100;

/** Counted now: what pg-boss keeps of a queue is up to an hour old. */
export async function countJobs(database: StoreDatabase, name: string): Promise<QueueCounts> {
  const [row] = await database.run(
    `select count(*) filter (where state in ('created', 'retry'))::int as waiting,
       count(*) filter (where state = 'active')::int as running,
       count(*) filter (where state = 'failed')::int as dead
     from ${jobSchema}.job where name = $1`,
    [name],
  );
  return row as QueueCounts;
}

interface DeadRow {
  readonly id: string;
  readonly data: DeadJob["payload"] | null;
  readonly attempts: number;
  readonly completed_on: Date;
  readonly reason: string | null;
}

export async function listDead(database: StoreDatabase, name: string): Promise<readonly DeadJob[]> {
  const rows = await database.run(
    `select id, data, retry_count + 1 as attempts, completed_on,
       coalesce(output ->> 'message', output -> 'value' ->> 'message', output::text) as reason
     from ${jobSchema}.job where name = $1 and state = 'failed'
     order by completed_on desc, id limit ${mostDead}`,
    [name],
  );
  return (rows as readonly DeadRow[]).map(({ id, data, attempts, completed_on, reason }) => ({
    id,
    payload: data ?? {},
    attempts,
    diedAt: completed_on,
    reason: reason ?? "",
  }));
}

/** False where no dead job has the id, also where none could. */
export async function reviveJob(boss: PgBoss, name: string, id: string): Promise<boolean> {
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/iu.test(id)) return false;
  const [dead] = await boss.findJobs(name, { id });
  if (dead?.state !== "failed") return false;
  await boss.retry(name, id);
  return true;
}
