import type { Erasure } from "@promptrail/core/call-log";
import { dataLimit, migrationLimit } from "../../sql/limits.js";
import type { SqlConnection, SqlPool } from "../../sql/sql-pool.js";

interface Row {
  readonly erasure: Omit<Erasure, "askedAt" | "completedAt"> & {
    readonly askedAt: string;
    readonly completedAt: string | null;
  };
}

const selected = `json_build_object('subject', subject, 'askedAt', asked_at, 'actor', actor,
  'calls', calls, 'completedAt', completed_at) as erasure`;

/** The tombstone is there at once, and readers obey it; rows go then, and files by later upkeep. */
export async function eraseSubject(
  pool: SqlPool,
  environment: string,
  { subject, actor, now }: { readonly subject: string; readonly actor: string; readonly now: Date },
): Promise<Erasure> {
  await pool.query(
    `insert into promptrail.call_erasure (environment, subject, asked_at, actor, calls)
     values ($1, $2, $3::timestamptz, $4, 0)
     on conflict do nothing`,
    [environment, subject, now.toISOString(), actor],
    dataLimit,
  );
  return await pool.transaction(
    (connection) => deleteCalls(connection, environment, subject),
    migrationLimit,
  );
}

/** Also what was being written while the tombstone was: it is looked for again until the erasure is complete. */
export async function deleteCalls(
  connection: SqlConnection,
  environment: string,
  subject: string,
): Promise<Erasure> {
  const [row] = await connection.query<Row>(deleteAll, [environment, subject]);
  if (row === undefined) throw new Error(`No erasure of ${subject} in ${environment}`);
  return fromRow(row);
}

const deleteAll = `
  with figures as (
    delete from promptrail.call_figure where environment = $1 and subject = $2
    returning tableoid::regclass::text as part),
  bodies as (
    delete from promptrail.call_body where environment = $1 and subject = $2
    returning tableoid::regclass::text as part)
  update promptrail.call_erasure set
    calls = calls + (select count(*) from figures),
    -- Complete until something came late.
    completed_at = case when exists (select from figures) or exists (select from bodies) then null
      else completed_at end,
    touched = array(
      select unnest(touched) union select part from figures union select part from bodies)
  where environment = $1 and subject = $2 returning ${selected}`;

export async function readErasures(
  pool: SqlPool,
  environment: string,
): Promise<readonly Erasure[]> {
  const rows = await pool.query<Row>(
    `select ${selected} from promptrail.call_erasure where environment = $1
     order by asked_at desc, subject`,
    [environment],
    dataLimit,
  );
  return rows.map(fromRow);
}

function fromRow({ erasure }: Row): Erasure {
  const { askedAt, completedAt, ...rest } = erasure;
  return {
    ...rest,
    askedAt: new Date(askedAt),
    completedAt: completedAt === null ? null : new Date(completedAt),
  };
}
