import { PromptrailError } from "@promptrail/core";
import { type LoggedCall, toUsageKey, type UsageKey } from "@promptrail/core/call-log";
import { findErrorCode, toErrorText } from "@promptrail/core/errors";
import { toArrayText } from "../sql/array-text.js";
import { dataLimit } from "../sql/limits.js";
import type { SqlConnection, SqlPool } from "../sql/sql-pool.js";
import { toCallTexts, toDay } from "./call-row.js";
import { makeDays } from "./make-days.js";
import { saveUsage } from "./usage/save-usage.js";

/** One statement holds this much: enough to make round trips cheap, little enough for memory. */
const batchSize = 500;
const batchCharacters = 4_000_000;

/** JSON texts have none: joined by it they need no escapes, which a list of texts does for each of their quotes. */
const line = "\n";

const insertFigures = `
  insert into promptrail.call_figure
    (environment, retention, day, id, family, version, lane, started_at, outcome, success, fallback,
     provider, model, duration_ms, cost, input_tokens, output_tokens, headroom, subject, shape,
     shape_version, run_id, sample_u, figures)
  select $1, retention, day, id, family, version, lane, started_at, outcome, success, fallback,
    provider, model, duration_ms, cost, input_tokens, output_tokens, headroom, given.subject,
    case when shape is null then null else array(select json_array_elements_text(shape::json)) end,
    shape_version, run_id,
    ('x' || substr(encode(sha256(convert_to('monitor', 'UTF8') || secret.sample || convert_to(id, 'UTF8')), 'hex'), 1, 16))::bit(64)::bigint
      & 9223372036854775807,
    figures::json
  from rows from (
    unnest($2::smallint[], $3::date[], $4::text[], $5::text[], $6::int[], $7::text[],
      $8::timestamptz[], $9::text[], $10::boolean[], $11::boolean[], $12::text[], $13::text[],
      $14::float8[], $15::float8[], $16::bigint[], $17::bigint[], $18::bigint[], $19::text[],
      $20::text[], $21::int[], $22::text[]),
    string_to_table($23, E'\\n'))
    as given (retention, day, id, family, version, lane, started_at, outcome, success, fallback,
      provider, model, duration_ms, cost, input_tokens, output_tokens, headroom, subject,
      shape, shape_version, run_id, figures)
  left join promptrail.call_secret secret on secret.environment = $1
  where given.subject is null or not exists (
    select from promptrail.call_erasure erased
    where erased.environment = $1 and erased.subject = given.subject)
  order by id
  on conflict (environment, id, day, retention) do nothing
  returning id`;

const insertBodies = `
  insert into promptrail.call_body (environment, retention, day, id, subject, body)
  select $1, retention, day, id, subject, body::json
  from rows from (
    unnest($2::smallint[], $3::date[], $4::text[], $5::text[]), string_to_table($6, E'\\n'))
    as given (retention, day, id, subject, body)
  on conflict (environment, id, day, retention) do nothing`;

interface CallText {
  readonly call: LoggedCall;
  readonly key: UsageKey;
  readonly day: string;
  readonly figures: string;
  readonly body: string | null;
}

/** All or none of the calls; one that is there already stays as it is, and so do its figures in the roll-ups. */
export async function appendCalls(
  pool: SqlPool,
  environment: string,
  calls: readonly LoggedCall[],
): Promise<void> {
  if (calls.length === 0) return;
  const batches = toBatches(calls);
  const append = () =>
    pool.transaction((connection) => insertAll(connection, environment, batches), dataLimit);
  try {
    await append();
  } catch (error) {
    if (!isWithoutPartition(error)) throw toRejection(error, calls);
    await makeDays(pool, calls);
    await append().catch((again: unknown) => {
      throw toRejection(again, calls);
    });
  }
}

/** Within somebody's transaction. */
export async function insertCalls(
  connection: SqlConnection,
  environment: string,
  calls: readonly LoggedCall[],
): Promise<void> {
  await insertAll(connection, environment, toBatches(calls));
}

async function insertAll(
  connection: SqlConnection,
  environment: string,
  batches: readonly (readonly CallText[])[],
): Promise<void> {
  const fresh: CallText[] = [];
  for (const batch of batches) {
    const ids = await insertBatch(connection, environment, batch);
    fresh.push(...batch.filter(({ call }) => ids.delete(call.id)));
  }
  // Last, since many wait for the same few rows.
  await saveUsage(connection, environment, fresh);
}

function toBatches(calls: readonly LoggedCall[]): readonly (readonly CallText[])[] {
  const batches: CallText[][] = [];
  let characters = Number.POSITIVE_INFINITY;
  // Two who bring the same calls take them in one order, and never wait for each other.
  for (const call of calls.toSorted((left, right) => (left.id < right.id ? -1 : 1))) {
    const text = {
      call,
      key: toUsageKey(call),
      day: toDay(call.startedAt),
      ...toCallTexts(call),
    };
    const length = text.figures.length + (text.body?.length ?? 0);
    const last = batches.at(-1);
    if (last === undefined || last.length === batchSize || characters + length > batchCharacters) {
      batches.push([text]);
      characters = length;
    } else {
      last.push(text);
      characters += length;
    }
  }
  return batches;
}

/** The ids of those that were not there. */
async function insertBatch(
  connection: SqlConnection,
  environment: string,
  batch: readonly CallText[],
): Promise<Set<string>> {
  const column = <Value>(read: (call: LoggedCall) => Value) => batch.map(({ call }) => read(call));
  const rows = await connection.query<{ id: string }>(insertFigures, [
    environment,
    toArrayText(column(({ retention }) => retention.figures)),
    toArrayText(batch.map(({ day }) => day)),
    column(({ id }) => id),
    column(({ family }) => family),
    toArrayText(column(({ version }) => version)),
    column(({ lane }) => lane),
    toArrayText(column(({ startedAt }) => startedAt.toISOString())),
    batch.map(({ key }) => key.outcome),
    toArrayText(column(({ success }) => success)),
    toArrayText(column(({ fallback }) => fallback)),
    batch.map(({ key }) => key.provider),
    batch.map(({ key }) => key.model),
    toArrayText(column(({ durationMs }) => durationMs)),
    toArrayText(column(({ cost }) => cost)),
    toArrayText(column(({ usage }) => usage.input)),
    toArrayText(column(({ usage }) => usage.output)),
    toArrayText(column(({ headroom }) => headroom?.tokens ?? null)),
    column(({ subject }) => subject),
    column(({ shape }) => (shape === null ? null : JSON.stringify(shape))),
    toArrayText(column(({ shapeVersion }) => shapeVersion)),
    column(({ runId }) => runId),
    batch.map(({ figures }) => figures).join(line),
  ]);
  const fresh = new Set(rows.map(({ id }) => id));
  const said = batch.filter(({ call, body }) => body !== null && fresh.has(call.id));
  if (said.length === 0) return fresh;
  await connection.query(insertBodies, [
    environment,
    toArrayText(said.map(({ call }) => call.retention.bodies)),
    toArrayText(said.map(({ day }) => day)),
    said.map(({ call }) => call.id),
    said.map(({ call }) => call.subject),
    said.map(({ body }) => body).join(line),
  ]);
  return fresh;
}

/** "no partition of relation found for row". */
function isWithoutPartition(error: unknown): boolean {
  return findErrorCode(error) === "23514";
}

/** Classes of SQLSTATE that are about what was to be stored: data, constraints, sizes. */
const rejectingClasses: ReadonlySet<string> = new Set(["22", "23", "54"]);

/** What the database says of the calls themselves is said again each time: whoever brings them must leave some out. */
function toRejection(error: unknown, calls: readonly LoggedCall[]): unknown {
  const code = findSqlState(error);
  if (code === null || !rejectingClasses.has(code.slice(0, 2))) return error;
  const [first] = calls;
  const which = calls.length === 1 ? `call ${first?.id}` : `one of ${calls.length} calls`;
  return new PromptrailError(
    "call_rejected",
    `The database refused ${which} (SQLSTATE ${code}: ${toErrorText(error)}). None of them was stored. Leave out the one that is refused.`,
    { calls: calls.length, sql_state: code },
    error,
  );
}

/** Also of an error that was translated already. */
function findSqlState(error: unknown): string | null {
  for (let at: unknown = error, depth = 0; at instanceof Object && depth < 4; depth += 1) {
    const code = findErrorCode(at);
    if (typeof code === "string" && /^[0-9A-Z]{5}$/.test(code)) return code;
    at = "cause" in at ? at.cause : null;
  }
  return null;
}
