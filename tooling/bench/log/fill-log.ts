import { toUsageRows } from "@promptrail/core/call-log";
import type { Client } from "pg";
import { plainCall } from "../../test/records/plain-record.ts";

/** What a large log holds: so many calls, evenly over so many days, of so many families in turn. */
export interface LogSize {
  readonly calls: number;
  readonly days: number;
  readonly families: number;
}

export const benchEnvironment = "production";
const dayMs = 86_400_000;

export const familyName = (number: number) => `family_${number}`;

/** An id of the form that calls have, whose time is that of the row. */
const idOfRow = `lpad(to_hex((extract(epoch from at) * 1000)::bigint), 12, '0')`;
const id = `substr(${idOfRow}, 1, 8) || '-' || substr(${idOfRow}, 9, 4) || '-7'
  || substr(md5(n::text), 1, 3) || '-8' || substr(md5(n::text), 4, 3) || '-' || substr(md5(n::text), 7, 12)`;

/** Fills the tables by SQL, a day at a time. Bodies are written for the last day alone. */
export async function fillLog(client: Client, end: Date, size: LogSize): Promise<void> {
  const perDay = Math.floor(size.calls / size.days);
  for (let back = size.days - 1; back >= 0; back -= 1) {
    const since = new Date(end.getTime() - (back + 1) * dayMs);
    for (const day of [since, new Date(since.getTime() + dayMs)]) await makeDay(client, day);
    await client.query(insertFigures, [
      benchEnvironment,
      perDay,
      since.toISOString(),
      size.families,
    ]);
    if (back === 0) await client.query(insertBodies, [since.toISOString()]);
    await saveUsage(client, since, size);
  }
  await client.query("vacuum (analyze) promptrail.call_figure, promptrail.call_body");
}

async function makeDay(client: Client, day: Date): Promise<void> {
  for (const [part, days] of [
    ["figure", 365],
    ["body", 30],
  ]) {
    await client.query("select promptrail.make_call_day($1, $2::smallint, $3::date)", [
      part,
      days,
      day.toISOString(),
    ]);
  }
}

const rows = `
  select n, $3::timestamptz + n * (interval '1 day' / $2) as at, 'family_' || n % $4 as family
  from generate_series(0, $2::int - 1) as n`;

/** What the JSON beside the columns holds at least. */
const figures = JSON.stringify({
  ...plainCall({ family: "x", requestedModel: "m", provider: "claude" }),
  id: "ID",
  startedAt: "AT",
});

const insertFigures = `
  insert into promptrail.call_figure
    (environment, retention, day, id, family, version, lane, started_at, outcome, success, fallback,
     provider, model, duration_ms, cost, input_tokens, output_tokens, sample_u, figures)
  select $1, 365, (at at time zone 'UTC')::date, ${id}, family, 1 + n % 3, 'production', at, 'ok',
    true, false, 'claude', 'm', n % 5000, 0.001, 500, 100, n,
    replace(replace('${figures}', '"ID"', '"' || ${id} || '"'), '"AT"', '"2026-01-01T00:00:00.000Z"')::json
  from (${rows}) row`;

const insertBodies = `
  insert into promptrail.call_body (environment, retention, day, id, body)
  select environment, 30, day, id,
    json_build_object('context', json_build_object('note', repeat(md5(id), 30)), 'messages', null,
      'text', repeat(md5(id || 'x'), 30), 'data', null)
  from promptrail.call_figure where started_at >= $1::timestamptz`;

async function saveUsage(client: Client, since: Date, { families }: LogSize): Promise<void> {
  const calls = Array.from({ length: families * 24 * 3 * 40 }, (_each, index) =>
    plainCall({
      family: familyName(index % families),
      version: 1 + (index % 3),
      startedAt: new Date(since.getTime() + (index % 24) * 3_600_000),
      durationMs: 1 + ((index * 7_919) % 20_000),
      cost: ((index * 31) % 1_000) / 10_000,
    }),
  );
  for (const row of toUsageRows(calls)) {
    const { latency, cost } = row;
    await client.query(
      `insert into promptrail.call_usage values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11,
         1, 1, null, $12, $13, $14, $15, $16, $17, $18, $19, 0, 0, 0, '{}') on conflict do nothing`,
      [
        ...[benchEnvironment, row.hour, row.family, row.version, row.lane, row.provider, row.model],
        ...[row.outcome, row.firstAttempt, row.fallback, row.calls],
        ...[latency.count, latency.sum, latency.squares, latency.buckets],
        ...[cost.count, cost.sum, cost.squares, cost.buckets],
      ],
    );
  }
}
