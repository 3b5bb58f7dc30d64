import { type CallLog, createCallId, type LoggedCall } from "@promptrail/core/call-log";
import { postgres } from "@promptrail/store-postgres";
import { Client } from "pg";
import { startPostgres } from "../../test/postgres-server.ts";
import { plainCall } from "../../test/records/plain-record.ts";
import { createTestDatabase } from "../../test/test-database.ts";
import type { Comparison, Limit } from "../benchmark.ts";
import { microsecondsSince } from "../timers/microseconds-since.ts";
import { benchEnvironment, familyName, fillLog, type LogSize } from "./fill-log.ts";

export interface StoreLogSettings {
  readonly size: LogSize;
  /** Calls that are appended at once, of 2 KB each. */
  readonly batch: number;
  readonly runs: number;
}

/** The log on PostgreSQL: taking calls against bare inserts of the same rows, and reading from many. */
export async function prepareStoreLog({ size, batch, runs }: StoreLogSettings) {
  const server = await startPostgres();
  if (server === null) throw new Error("npm has no PostgreSQL for this platform.");
  const { url } = await createTestDatabase(server.adminUrl);
  const store = await postgres(url).open({ environment: benchEnvironment, projectFolder: "." });
  const client = new Client({ connectionString: url });
  await client.connect();
  const end = new Date();
  await fillLog(client, end, size);
  const { rows } = await client.query<{ id: string }>(
    "select id from promptrail.call_figure order by sample_u desc limit 1000",
  );
  const comparison: Comparison = {
    what: `appending ${batch} calls of 2 KB against bare inserts of the same rows`,
    bound: 1.43,
    runs,
    subject: createAppendTimer(store.calls, batch),
    floor: createInsertTimer(client, batch),
  };
  return {
    url,
    comparisons: [comparison],
    limits: createReadLimits(store.calls, {
      ids: rows.map(({ id }) => id),
      what: `of ${size.calls} calls`,
      runs,
      end,
    }),
    close: async () => {
      await store.close();
      await client.end();
      await server.stop();
    },
  };
}

/** New calls, with about 2 KB of JSON in all. */
function createCalls(count: number): readonly LoggedCall[] {
  const startedAt = new Date();
  return Array.from({ length: count }, (_each, index) =>
    plainCall({
      id: createCallId(startedAt),
      family: familyName(index % 10),
      startedAt,
      durationMs: 1 + (index % 900),
      cost: 0.001,
      context: { note: "n".repeat(500) },
      text: "t".repeat(600),
    }),
  );
}

function createAppendTimer(log: CallLog, batch: number) {
  return async () => {
    const calls = createCalls(batch);
    const start = process.hrtime.bigint();
    await log.append(calls);
    return microsecondsSince(start) / batch;
  };
}

/** One statement for each table, whose rows are there to be sent. */
function createInsertTimer(client: Client, batch: number) {
  return async () => {
    const calls = createCalls(batch);
    const start = process.hrtime.bigint();
    await client.query("begin");
    await client.query(bareFigures, [
      calls.map(({ id }) => id),
      calls.map(({ family }) => family),
      calls.map(({ version }) => version),
      calls.map(({ lane }) => lane),
      calls.map(({ startedAt }) => startedAt.toISOString()),
      calls.map(({ outcome }) => outcome),
      calls.map(({ success }) => success),
      calls.map(({ fallback }) => fallback),
      calls.map(({ provider }) => provider),
      calls.map(({ requestedModel }) => requestedModel),
      calls.map(({ durationMs }) => durationMs),
      calls.map(({ cost }) => cost),
      calls.map(({ usage }) => usage.input),
      calls.map(({ usage }) => usage.output),
      calls.map((_call, index) => index),
      calls.map(
        ({ context: _context, messages: _messages, text: _text, data: _data, ...figures }) =>
          JSON.stringify(figures),
      ),
    ]);
    await client.query(bareBodies, [
      calls.map(({ id }) => id),
      calls.map(({ startedAt }) => startedAt.toISOString()),
      calls.map(({ context, messages, text, data }) =>
        JSON.stringify({ context, messages, text, data }),
      ),
    ]);
    await client.query("commit");
    return microsecondsSince(start) / batch;
  };
}

const bareFigures = `
  insert into promptrail.call_figure
    (environment, retention, day, id, family, version, lane, started_at, outcome, success, fallback,
     provider, model, duration_ms, cost, input_tokens, output_tokens, sample_u, figures)
  select '${benchEnvironment}', 365, (started_at at time zone 'UTC')::date, id, family, version, lane,
    started_at, outcome, success, fallback, provider, model, duration_ms, cost, input_tokens,
    output_tokens, sample_u, figures::json
  from unnest($1::text[], $2::text[], $3::int[], $4::text[], $5::timestamptz[], $6::text[],
    $7::boolean[], $8::boolean[], $9::text[], $10::text[], $11::float8[], $12::float8[],
    $13::bigint[], $14::bigint[], $15::bigint[], $16::text[])
    as given (id, family, version, lane, started_at, outcome, success, fallback, provider, model,
      duration_ms, cost, input_tokens, output_tokens, sample_u, figures)`;

const bareBodies = `
  insert into promptrail.call_body (environment, retention, day, id, body)
  select '${benchEnvironment}', 30, (at at time zone 'UTC')::date, id, body::json
  from unnest($1::text[], $2::timestamptz[], $3::text[]) as given (id, at, body)`;

interface ReadFrom {
  readonly ids: readonly string[];
  readonly what: string;
  readonly runs: number;
  readonly end: Date;
}

function createReadLimits(log: CallLog, { ids, what, runs, end }: ReadFrom): readonly Limit[] {
  let turn = 0;
  const limit = (name: string, read: (turn: number) => Promise<readonly unknown[]>): Limit => ({
    what: `${name} ${what}`,
    unit: "microseconds",
    bound: 20_000,
    runs,
    subject: async () => {
      turn += 1;
      const start = process.hrtime.bigint();
      const found = await read(turn);
      if (found.length === 0) throw new Error(`${name}: nothing was found`);
      return microsecondsSince(start);
    },
  });
  const since = new Date(end.getTime() - 86_400_000);
  return [
    limit("a family's last 50 calls", (at) => log.read({ family: familyName(at % 10), limit: 50 })),
    limit("the figures of the last 50", (at) =>
      log.read({ family: familyName(at % 10), limit: 50, bodies: false }),
    ),
    limit("one call by id", (at) => log.read({ ids: [ids[at % ids.length] ?? ""], limit: 1 })),
    limit("a day's usage", () => log.usage({ since })),
  ];
}
