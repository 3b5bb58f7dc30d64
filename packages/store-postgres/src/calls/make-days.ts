import type { LoggedCall } from "@promptrail/core/call-log";
import { migrationLimit } from "../sql/limits.js";
import type { SqlPool } from "../sql/sql-pool.js";
import { toDay } from "./call-row.js";

/** A part of the log: one day of one of the two tables, for calls that are kept so long. */
export interface CallDay {
  readonly part: "figure" | "body";
  readonly days: number;
  /** `2026-11-30` */
  readonly day: string;
}

/** Makes room for the days on which calls began. */
export async function makeDays(pool: SqlPool, calls: readonly LoggedCall[]): Promise<void> {
  const wanted = new Map<string, CallDay>();
  for (const { startedAt, retention } of calls) {
    const day = toDay(startedAt);
    for (const [part, days] of [
      ["figure", retention.figures],
      ["body", retention.bodies],
    ] as const) {
      wanted.set(`${part} ${days} ${day}`, { part, days, day });
    }
  }
  await makeRoom(pool, [...wanted.values()]);
}

/** Those that were missing. */
export async function makeRoom(
  pool: SqlPool,
  wanted: readonly CallDay[],
): Promise<readonly CallDay[]> {
  if (wanted.length === 0) return [];
  return await pool.transaction(async (connection) => {
    const made: CallDay[] = [];
    for (const each of wanted) {
      const [row] = await connection.query<{ made: boolean }>(
        "select promptrail.make_call_day($1, $2::smallint, $3::date) as made",
        [each.part, each.days, each.day],
      );
      if (row?.made === true) made.push(each);
    }
    return made;
  }, migrationLimit);
}
