import {
  type CallFilter,
  type CallQuery,
  findTimeOfId,
  type LoggedCall,
} from "@promptrail/core/call-log";
import { dataLimit } from "../sql/limits.js";
import type { SqlPool } from "../sql/sql-pool.js";
import { type CallRow, fromCallRow, toDay } from "./call-row.js";
import { type Conditions, toConditions } from "./to-conditions.js";

const dayMs = 86_400_000;
/** How far back is looked first: the newest are in few days' partitions, and most questions are for them. */
const looks = [1, 8, 32];

const lastYear = 9_998;

/** Newest first. */
export async function readCalls(
  pool: SqlPool,
  environment: string,
  query: CallQuery,
): Promise<readonly LoggedCall[]> {
  if (query.limit < 1 || query.ids?.length === 0) return [];
  if (query.ids !== undefined) return await readWithin(pool, environment, query);
  const end = (query.before ?? new Date()).getTime();
  for (const days of looks) {
    const since = new Date(end - days * dayMs);
    if (query.since !== undefined && since <= query.since) break;
    const rows = await readWithin(pool, environment, { ...query, since });
    if (rows.length === query.limit) return rows;
  }
  return await readWithin(pool, environment, query);
}

async function readWithin(
  pool: SqlPool,
  environment: string,
  query: CallQuery,
): Promise<readonly LoggedCall[]> {
  const { bodies = true, ids, limit, ...filter } = query;
  const conditions = toConditions(environment, filter);
  if (ids !== undefined) requireIds(conditions, ids);
  const chosen =
    ids === undefined ? chooseNewest(conditions, filter, limit) : chooseFrom(conditions, limit);
  const rows = await pool.query<CallRow>(withBodies(chosen, bodies), conditions.values, dataLimit);
  return rows.map((row) => fromCallRow(row, bodies));
}

/** A call is of the day on which its id was made, or of one beside it. An id that tells no time is looked for in all. */
function requireIds(conditions: Conditions, ids: readonly string[]): void {
  conditions.require((place) => `id = any (${place}::text[])`, [...ids]);
  const times = ids.map(findTimeOfId);
  if (times.includes(null)) return;
  // An id of somebody's own making may tell a year that no date here has: there is no such call.
  const days = times.flatMap((time) =>
    time === null || time.getUTCFullYear() > lastYear
      ? []
      : [-dayMs, 0, dayMs].map((away) => toDay(new Date(time.getTime() + away))),
  );
  conditions.require((place) => `day = any (${place}::date[])`, [...new Set(days)]);
}

const columns = "environment, id, day, started_at, figures";

function chooseFrom({ text }: Conditions, limit: number): string {
  return `select ${columns} from promptrail.call_figure where ${text()}
    order by started_at desc, id desc limit ${Math.floor(limit)}`;
}

/**
 * The newest of each family and lane, of which the index has them in order, and of these the newest. Which there are is
 * told by the roll-ups, which have every call that is kept.
 */
function chooseNewest(conditions: Conditions, filter: CallFilter, limit: number): string {
  if (filter.family !== undefined && filter.lane !== undefined)
    return chooseFrom(conditions, limit);
  conditions.add("(family, lane) = (each.family, each.lane)");
  const place = (value: unknown) => `$${conditions.values.push(value)}`;
  const { family, lane, since, before } = filter;
  const told = [
    "environment = $1",
    ...(family === undefined ? [] : [`family = ${place(family)}`]),
    ...(lane === undefined ? [] : [`lane = ${place(lane)}`]),
    ...(since === undefined
      ? []
      : [`hour > ${place(since.toISOString())}::timestamptz - interval '1 hour'`]),
    ...(before === undefined ? [] : [`hour < ${place(before.toISOString())}::timestamptz`]),
  ];
  return `select newest.* from (
      select distinct family, lane from promptrail.call_usage where ${told.join(" and ")}) each
    cross join lateral (${chooseFrom(conditions, limit)}) newest
    order by started_at desc, id desc limit ${Math.floor(limit)}`;
}

/** What was said is read for the chosen calls alone. */
function withBodies(chosen: string, bodies: boolean): string {
  if (!bodies) return `select figures, null as body from (${chosen}) chosen`;
  return `select chosen.figures, said.body from (${chosen}) chosen
    left join promptrail.call_body said using (environment, id, day)
    order by chosen.started_at desc, chosen.id desc`;
}
