import {
  type CallFilter,
  type CallSearch,
  type FoundCalls,
  type LoggedCall,
  says,
} from "@promptrail/core/call-log";
import { dataLimit } from "../sql/limits.js";
import type { SqlPool } from "../sql/sql-pool.js";
import { type CallRow, fromCallRow } from "./call-row.js";
import { toConditions } from "./to-conditions.js";

/** So many calls are looked through at once: little enough to end in time, also on a busy database. */
const chunk = 400;

/** The call that was looked at last: older ones follow. */
interface Place {
  readonly at: Date;
  readonly id: string;
}

/** Looks through what was said, the newest first, until enough is found or the time is over. */
export async function searchCalls(
  pool: SqlPool,
  environment: string,
  search: CallSearch,
): Promise<FoundCalls> {
  const { text, limit, withinMs, ...filter } = search;
  const end = performance.now() + withinMs;
  const calls: LoggedCall[] = [];
  let after: Place | null = null;
  do {
    const { rows, last, isEnd } = await lookThrough(pool, environment, { filter, text, after });
    for (const row of rows) {
      const call = fromCallRow(row, true);
      if (!says(call, text)) continue;
      calls.push(call);
      if (calls.length === limit) return { calls, searchedSince: call.startedAt };
    }
    if (isEnd || last === null) return { calls, searchedSince: null };
    after = last;
  } while (performance.now() < end);
  return { calls, searchedSince: after.at };
}

interface Look {
  readonly filter: CallFilter;
  readonly text: string;
  readonly after: Place | null;
}

interface LookRow extends CallRow {
  readonly id: string;
  readonly started_at: Date;
  readonly hit: boolean | null;
}

async function lookThrough(
  pool: SqlPool,
  environment: string,
  { filter, text, after }: Look,
): Promise<{ rows: readonly CallRow[]; last: Place | null; isEnd: boolean }> {
  const conditions = toConditions(environment, filter);
  const { values } = conditions;
  const place = (value: unknown) => `$${values.push(value)}`;
  // The call after which to go on may have begun in one moment with others.
  const older =
    after === null
      ? "true"
      : `(started_at, id) < (${place(after.at.toISOString())}::timestamptz, ${place(after.id)})`;
  const rows = await pool.query<LookRow>(
    `select id, started_at, hit, case when hit then figures end as figures,
       case when hit then body end as body
     from (
       select chosen.id, chosen.started_at, chosen.figures, said.body,
         strpos(lower(said.body::text), lower(${place(toJsonForm(text))}::text)) > 0 as hit
       from (select environment, id, day, started_at, figures from promptrail.call_figure
         where ${conditions.text()} and ${older}
         order by started_at desc, id desc limit ${chunk}) chosen
       left join promptrail.call_body said using (environment, id, day)
     ) looked
     order by started_at desc, id desc`,
    values,
    dataLimit,
  );
  const last = rows.at(-1);
  return {
    rows: rows.filter(({ hit }) => hit === true),
    last: last === undefined ? null : { at: last.started_at, id: last.id },
    isEnd: rows.length < chunk,
  };
}

/** In JSON, in which bodies are kept, a quote or a line's end is written as two characters. */
function toJsonForm(text: string): string {
  return JSON.stringify(text).slice(1, -1);
}
