import { type KeyedCall, type Summary, sumUsage } from "@promptrail/core/call-log";
import type { SqlConnection } from "../../sql/sql-pool.js";

const measures = ["latency", "cost", "headroom"] as const;
const keys = [
  "hour",
  "family",
  "version",
  "lane",
  "provider",
  "model",
  "outcome",
  "first_attempt",
  "fallback",
] as const;
const tokens = ["input_tokens", "output_tokens", "cache_read_tokens"] as const;
const sums = measures.flatMap((name) => [`${name}_count`, `${name}_sum`, `${name}_squares`]);
const buckets = measures.map((name) => `${name}_buckets`);
const columns = [...keys, "calls", ...tokens, ...sums, ...buckets].join(", ");

const upsert = `
  insert into promptrail.call_usage as kept (environment, ${columns})
  select $1, ${columns}
  from json_to_recordset($2::json) as given (
    hour timestamptz, family text, version int, lane text, provider text, model text, outcome text,
    first_attempt boolean, fallback boolean, calls bigint,
    ${tokens.map((name) => `${name} bigint`).join(", ")},
    ${measures
      .map((name) => `${name}_count bigint, ${name}_sum float8, ${name}_squares float8`)
      .join(", ")},
    ${buckets.map((name) => `${name} bigint[]`).join(", ")})
  on conflict (environment, ${keys.join(", ")}) do update set
    ${["calls", ...sums].map((name) => `${name} = kept.${name} + excluded.${name}`).join(", ")},
    ${tokens
      .map(
        (name) =>
          `${name} = case when kept.${name} is null then excluded.${name}
            else kept.${name} + coalesce(excluded.${name}, 0) end`,
      )
      .join(", ")},
    ${buckets
      .map((name) => `${name} = promptrail.add_counts(kept.${name}, excluded.${name})`)
      .join(", ")}`;

/** Adds calls to their roll-ups. They come in the order of their keys, so that two who add wait and never deadlock. */
export async function saveUsage(
  connection: SqlConnection,
  environment: string,
  calls: readonly KeyedCall[],
): Promise<void> {
  if (calls.length === 0) return;
  const rows = sumUsage(calls).map((row) => ({
    hour: row.hour.toISOString(),
    family: row.family,
    version: row.version,
    lane: row.lane,
    provider: row.provider,
    model: row.model,
    outcome: row.outcome,
    first_attempt: row.firstAttempt,
    fallback: row.fallback,
    calls: row.calls,
    input_tokens: row.inputTokens,
    output_tokens: row.outputTokens,
    cache_read_tokens: row.cacheReadTokens,
    ...toColumns("latency", row.latency),
    ...toColumns("cost", row.cost),
    ...toColumns("headroom", row.headroom),
  }));
  await connection.query(upsert, [environment, JSON.stringify(rows)]);
}

function toColumns(name: (typeof measures)[number], summary: Summary) {
  return {
    [`${name}_count`]: summary.count,
    [`${name}_sum`]: summary.sum,
    [`${name}_squares`]: summary.squares,
    [`${name}_buckets`]: summary.buckets,
  };
}
