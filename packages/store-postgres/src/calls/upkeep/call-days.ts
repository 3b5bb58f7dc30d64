import { retentionDays } from "@promptrail/core/portable";
import { dataLimit, migrationLimit } from "../../sql/limits.js";
import type { SqlPool } from "../../sql/sql-pool.js";
import { toDay } from "../call-row.js";
import { type CallDay, makeRoom } from "../make-days.js";

/** Room is made for so many days after today. */
const daysAhead = 7;
const dayMs = 86_400_000;

/** A partition of one day, as the catalog knows it. */
interface KeptDay extends CallDay {
  readonly name: string;
  /** `pending`: taking it out was begun, and broke off. `loose`: it is out, and not yet dropped. */
  readonly state: "attached" | "pending" | "loose";
}

/** Made by default also where nothing was ever kept: what appends calls may not have the right to. */
const defaults = [
  { part: "figure", days: 365 },
  { part: "body", days: 30 },
] as const;

/** What is used, for today and the days that come. */
export async function makeDaysAhead(pool: SqlPool, now: Date): Promise<readonly CallDay[]> {
  const used = new Map<string, Pick<CallDay, "part" | "days">>();
  for (const { part, days } of [...defaults, ...(await readDays(pool))]) {
    used.set(`${part} ${days}`, { part, days });
  }
  const wanted = [...used.values()].flatMap((each) =>
    Array.from({ length: daysAhead + 1 }, (_day, ahead) => ({
      ...each,
      day: toDay(new Date(now.getTime() + ahead * dayMs)),
    })),
  );
  return await makeRoom(pool, wanted);
}

/**
 * Drops the days that have been kept for their time: a table at once, never row by row. Taking one out waits for those who
 * use it and lets others go on; a step that broke off is taken up again.
 */
export async function dropOldDays(
  pool: SqlPool,
  now: Date,
  onDropped: (day: CallDay) => void,
): Promise<void> {
  const old = (await readDays(pool)).filter(
    ({ days, day, state }) =>
      state !== "attached" || Date.parse(day) + (days + 1) * dayMs <= now.getTime(),
  );
  for (const day of old) {
    const parent = `promptrail.call_${day.part}_${day.days}`;
    if (day.state !== "loose") {
      const how = day.state === "pending" ? "finalize" : "concurrently";
      await pool.outside(
        `alter table ${parent} detach partition promptrail.${day.name} ${how}`,
        migrationLimit,
      );
    }
    await pool.query(`drop table if exists promptrail.${day.name}`, [], migrationLimit);
    onDropped(day);
  }
}

async function readDays(pool: SqlPool): Promise<readonly KeptDay[]> {
  const rows = await pool.query<{ name: string; state: KeptDay["state"] }>(
    `select part.relname as name,
       case when link.inhrelid is null then 'loose' when link.inhdetachpending then 'pending'
         else 'attached' end as state
     from pg_catalog.pg_class part
     join pg_catalog.pg_namespace space on space.oid = part.relnamespace
     left join pg_catalog.pg_inherits link on link.inhrelid = part.oid
     where space.nspname = 'promptrail' and part.relkind = 'r'
       and part.relname ~ '^call_(figure|body)_(${retentionDays.join("|")})_[0-9]{8}$'
     order by 1`,
    [],
    dataLimit,
  );
  return rows.map(({ name, state }) => ({ name, state, ...readName(name) }));
}

function readName(name: string): CallDay {
  const [, part, days, day = ""] = name.split("_");
  return {
    part: part === "body" ? "body" : "figure",
    days: Number(days),
    day: `${day.slice(0, 4)}-${day.slice(4, 6)}-${day.slice(6)}`,
  };
}
