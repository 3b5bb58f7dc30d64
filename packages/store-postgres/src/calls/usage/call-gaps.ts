import type { CallGap, UsageQuery } from "@promptrail/core/call-log";
import { dataLimit } from "../../sql/limits.js";
import type { SqlPool } from "../../sql/sql-pool.js";

const insert = `
  insert into promptrail.call_gap
    (environment, id, reason, lost, family, lane, count, from_at, to_at)
  select $1, id, reason, lost, family, lane, count, from_at, to_at
  from json_to_recordset($2::json) as given
    (id text, reason text, lost text, family text, lane text, count bigint, from_at timestamptz,
     to_at timestamptz)
  on conflict do nothing`;

export async function appendGaps(
  pool: SqlPool,
  environment: string,
  gaps: readonly CallGap[],
): Promise<void> {
  if (gaps.length === 0) return;
  const rows = gaps.map(({ from, to, ...gap }) => ({ ...gap, from_at: from, to_at: to }));
  await pool.query(insert, [environment, JSON.stringify(rows)], dataLimit);
}

const select = `
  select json_build_object('id', id, 'reason', reason, 'lost', lost, 'family', family, 'lane', lane,
    'count', count, 'from', from_at, 'to', to_at) as gap
  from promptrail.call_gap
  where environment = $1 and to_at >= $2::timestamptz
    and from_at < coalesce($3::timestamptz, 'infinity') and ($4::text is null or family = $4)
  order by to_at desc, id`;

interface Row {
  readonly gap: Omit<CallGap, "from" | "to"> & { readonly from: string; readonly to: string };
}

export async function readGaps(
  pool: SqlPool,
  environment: string,
  { family, since, before }: UsageQuery,
): Promise<readonly CallGap[]> {
  const rows = await pool.query<Row>(
    select,
    [environment, since.toISOString(), before?.toISOString() ?? null, family ?? null],
    dataLimit,
  );
  return rows.map(({ gap }) => ({ ...gap, from: new Date(gap.from), to: new Date(gap.to) }));
}
