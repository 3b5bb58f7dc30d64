import type { Summary, UsageQuery, UsageRow } from "@promptrail/core/call-log";
import { dataLimit } from "../../sql/limits.js";
import type { SqlPool } from "../../sql/sql-pool.js";

type Measure = "latency" | "cost" | "headroom";

interface Row {
  readonly usage: Omit<UsageRow, "hour" | Measure> & { readonly hour: string } & Readonly<
      Record<Measure, Summary>
    >;
}

const toSummary = (name: Measure) =>
  `json_build_object('count', ${name}_count, 'sum', ${name}_sum, 'squares', ${name}_squares,
    'buckets', ${name}_buckets)`;

// As JSON: drivers differ in what they make of a bigint and of a list of them.
const select = `
  select json_build_object(
    'family', family, 'version', version, 'lane', lane, 'provider', provider, 'model', model,
    'outcome', outcome, 'firstAttempt', first_attempt, 'fallback', fallback, 'hour', hour,
    'calls', calls, 'inputTokens', input_tokens, 'outputTokens', output_tokens,
    'cacheReadTokens', cache_read_tokens, 'latency', ${toSummary("latency")},
    'cost', ${toSummary("cost")}, 'headroom', ${toSummary("headroom")}) as usage
  from promptrail.call_usage
  where environment = $1 and hour >= $2::timestamptz and hour < coalesce($3::timestamptz, 'infinity')
    and ($4::text is null or family = $4)
  order by hour, family, version, lane, provider, model, outcome, first_attempt, fallback`;

export async function readUsage(
  pool: SqlPool,
  environment: string,
  { family, since, before }: UsageQuery,
): Promise<readonly UsageRow[]> {
  const rows = await pool.query<Row>(
    select,
    [environment, since.toISOString(), before?.toISOString() ?? null, family ?? null],
    dataLimit,
  );
  return rows.map(({ usage }) => ({ ...usage, hour: new Date(usage.hour) }));
}
