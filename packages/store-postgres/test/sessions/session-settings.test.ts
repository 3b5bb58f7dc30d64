import { isPromptrailError } from "@promptrail/core";
import {
  hashContent,
  type OpenStore,
  type StatusStore,
  verifyHistory,
} from "@promptrail/core/lifecycle";
import { Client } from "pg";
import { beforeAll, describe, expect, inject, test } from "vitest";
import { isLong } from "../../../../tooling/test/run/random-runs.ts";
import { runSql } from "../../../../tooling/test/run-sql.ts";
import { createTestDatabase, type TestDatabase } from "../../../../tooling/test/test-database.ts";
import { titleOnPostgres } from "../../../../tooling/test/title-on-postgres.ts";
import { createPostgresPool } from "../../src/postgres/create-postgres-pool.js";
import { postgres } from "../../src/postgres.js";
import { statusLimit } from "../../src/sql/limits.js";
import { bringLive, declare, promote, rollback, version } from "../commands.js";
import { sampleCall, sampleDrill, sampleEvidence, sampleKey } from "../contents/samples.js";
import {
  findPgbouncer,
  noPgbouncerReason,
  type Pooler,
  startPgbouncer,
} from "../faults/start-pgbouncer.js";
import { openStore, watchStore } from "../faults/watch-store.js";

const adminUrl = inject("postgresAdminUrl");
const pgbouncer = findPgbouncer();
const environment = "production";

/** Each is as unlike what we are used to as PostgreSQL lets it be. */
const unusual: readonly (readonly [name: string, value: string])[] = [
  ["default_transaction_isolation", "'repeatable read'"],
  ["default_transaction_isolation", "serializable"],
  ["default_transaction_read_only", "on"],
  ["default_transaction_deferrable", "on"],
  ["DateStyle", "'German, DMY'"],
  ["DateStyle", "'Postgres, MDY'"],
  ["IntervalStyle", "sql_standard"],
  ["TimeZone", "'Asia/Kathmandu'"],
  ["search_path", "trap, pg_catalog"],
  ["statement_timeout", "'200ms'"],
  ["lock_timeout", "'200ms'"],
  ["transaction_timeout", "'200ms'"],
  ["idle_in_transaction_session_timeout", "'200ms'"],
  ["idle_session_timeout", "'1s'"],
  ["standard_conforming_strings", "off"],
  ["bytea_output", "escape"],
  ["extra_float_digits", "-15"],
  ["client_encoding", "LATIN1"],
  ["lc_messages", "'C'"],
  ["row_security", "off"],
  ["synchronous_commit", "off"],
  ["default_tablespace", "promptrail_elsewhere"],
  ["quote_all_identifiers", "on"],
  ["array_nulls", "off"],
  ["transform_null_equals", "on"],
];

/** What a function or a table of the same name in front of ours and PostgreSQL's would be taken for. */
const trap = `
  create schema trap;
  create function trap.pg_notify(text, text) returns void language plpgsql
    as 'begin raise exception ''trapped''; end';
  create function trap.clock_timestamp() returns timestamptz language plpgsql
    as 'begin raise exception ''trapped''; end';
  create function trap.date_trunc(text, timestamptz) returns timestamptz language plpgsql
    as 'begin raise exception ''trapped''; end';
  create function trap.pg_is_in_recovery() returns boolean language plpgsql
    as 'begin raise exception ''trapped''; end';
  create function trap.pg_listening_channels() returns setof text language plpgsql
    as 'begin raise exception ''trapped''; end';
  create function trap.pg_advisory_xact_lock(bigint) returns void language plpgsql
    as 'begin raise exception ''trapped''; end';
  create table trap.decision (); create table trap.pg_settings ();`;

type Scope = "role" | "database";
type Way = "directly" | "pooled";

/**
 * Each setting of each scope and in each way, once; `npm run test:long` takes every setting in all four places. A role's
 * setting reaches a session as a database's does, so the two differ with no setting more than with another.
 */
function settingsOf(scope: Scope, way: Way): typeof unusual {
  const half = (scope === "role") === (way === "pooled") ? 0 : 1;
  return isLong ? unusual : unusual.filter((_setting, index) => index % 2 === half);
}

/** A database where the setting is what every session begins with. */
async function createUnusual(scope: Scope, name: string, value: string): Promise<TestDatabase> {
  const database = await createTestDatabase(adminUrl ?? "");
  const named = new URL(database.url).pathname.slice(1);
  await runSql(database.url, trap);
  const whose = scope === "role" ? `role postgres in database ${named}` : `database ${named}`;
  await runSql(adminUrl ?? "", `alter ${whose} set ${name} = ${value}`);
  return database;
}

/** Runs `work` while another session holds the environment's head for longer than any limit above. */
async function whileHeld(url: string, work: () => Promise<unknown>): Promise<void> {
  const holder = new Client({ connectionString: url });
  await holder.connect();
  try {
    await holder.query(`set idle_session_timeout = 0; begin isolation level read committed read write;
      set local statement_timeout = 0; set local idle_in_transaction_session_timeout = 0;
      select pg_catalog.set_config('transaction_timeout', '0', true);
      select 1 from promptrail.environment_head for update`);
    await Promise.all([work(), holder.query("select pg_catalog.pg_sleep(0.3); commit")]);
  } finally {
    await holder.end();
  }
}

/** A busy machine may be slower than a decision may take. What the database refuses is no matter of time. */
function patiently({ decide }: StatusStore): StatusStore["decide"] {
  const attempt: StatusStore["decide"] = async (command) => {
    try {
      return await decide(command);
    } catch (error) {
      if (!isPromptrailError(error) || error.code !== "store_unavailable") throw error;
      if (error.data["database_code"] !== undefined) throw error;
      return await attempt(command);
    }
  };
  return attempt;
}

/** All that a store does, with values in which a lost digit or a lost null shows. */
async function useAll(opened: OpenStore, url: string): Promise<void> {
  const { evidence, calls, keys, fleet } = opened;
  const status = { ...opened.status, decide: patiently(opened.status) };
  const families = ["a", "b", "c"];
  for (const family of families) await bringLive({ ...opened, status }, family, 2);
  await whileHeld(url, () =>
    Promise.all(families.map((family) => status.decide(rollback(family)))),
  );
  const saved = sampleEvidence("a", 3);
  await status.registerVersions([version("a", 3)]);
  await status.decide({
    ...declare("a", 3, 2),
    acknowledgedRevision: 1_000,
    ground: { kind: "evidence", key: { ...saved, family: "a" } },
  });
  await evidence.save(saved);
  expect(await evidence.find(saved)).toEqual({ ...saved, run: 1 });
  await status.decide(promote("b", 2));
  const recorded = [sampleCall("a", null), sampleCall("a", 0.1 + 0.2)];
  await calls.append(recorded);
  const read = await calls.read({ limit: 9 });
  expect(read).toEqual(expect.arrayContaining(recorded));
  expect(await calls.read({ limit: 9, before: recorded[0]?.startedAt ?? new Date() })).toEqual([]);
  const key = sampleKey("k1");
  await keys.save(key);
  await keys.noteUse("k1", new Date("2026-05-06T07:08:09.120Z"));
  expect(await keys.find("k1")).toEqual({
    ...key,
    lastUsedAt: new Date("2026-05-06T07:08:09.120Z"),
  });
  const drill = sampleDrill("a");
  await fleet.saveDrill(drill);
  expect(await fleet.readDrills(1)).toEqual([drill]);
  // Of a thousand spans of microseconds one is of whole milliseconds, but not three at once.
  for (const processId of ["p", "q", "r"]) {
    const report = { processId, name: "shop", role: "server", stateSource: "store" } as const;
    // A process's first report has no span.
    for (const revision of [0, 1]) {
      await fleet.report({ ...report, revision, appliedAgoMs: 0.123, problems: [] });
    }
  }
  const members = await fleet.read(60_000);
  expect(members.map(({ reportedAt }) => reportedAt.getTime() > 0)).toEqual([true, true, true]);
  const spans = members.map(({ appliedAfterMs }) => appliedAfterMs ?? Number.NaN);
  expect(spans.every((span) => Number.isFinite(span))).toBe(true);
  expect(spans.every((span) => Number.isInteger(span))).toBe(false);
  const snapshot = await status.readSnapshot();
  const history = await status.readHistory({ family: null, limit: 100, before: null });
  expect(verifyHistory(history.toReversed(), snapshot)).toEqual([]);
  expect(snapshot.families.find(({ family }) => family === "a")?.activeVersion).toBe(3);
  const body = await status.readVersion("a", 3);
  expect(body && hashContent(body.content)).toBe(body?.contentHash);
}

describe.skipIf(adminUrl === null)(titleOnPostgres("a database whose sessions begin with"), () => {
  beforeAll(async () => {
    const admin = new Client({ connectionString: adminUrl ?? "" });
    await admin.connect();
    await admin.query("set allow_in_place_tablespaces = on");
    await admin.query("create tablespace promptrail_elsewhere location ''");
    await admin.end();
  });

  test("an end of idle sessions: a busy process does not hear it, and its next statement goes through", async () => {
    const database = await createUnusual("database", "idle_session_timeout", "'100ms'");
    const pool = createPostgresPool({
      url: database.url,
      directUrl: database.url,
      maxConnections: 2,
      description: "idle",
    });
    const ask = () => pool.query<{ one: number }>("select 1 as one", [], statusLimit);
    await Promise.all([ask(), ask()]);
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 300);
    expect(await Promise.all([ask(), ask()])).toEqual([[{ one: 1 }], [{ one: 1 }]]);
    await pool.close();
    await database.drop();
  });

  test("an end of idle sessions: a process goes on listening on the same connection", async () => {
    const database = await createUnusual("database", "idle_session_timeout", "'1s'");
    const { url } = database;
    const store = await openStore({ url, environment, pollMs: 60_000 });
    await bringLive(store, "a", 2);
    const watched = await watchStore(store);
    const isOld = async () => {
      const [row] = await runSql<{ old: boolean }>(
        adminUrl ?? "",
        `select backend_start < clock_timestamp() - interval '3 seconds' as old
         from pg_stat_activity where application_name = 'promptrail listen'
           and datname = '${new URL(url).pathname.slice(1)}'`,
      );
      return row?.old;
    };
    await expect.poll(isOld).toBe(true);
    await store.status.decide(rollback("a"));
    await expect.poll(() => watched.told.at(-1)?.revision).toBe(3);
    expect(watched.problems).toEqual([]);
    await store.close();
    await database.drop();
  });

  describe.each<Scope>(["database", "role"])("a setting of the %s:", (scope) => {
    const lack = pgbouncer === null ? ` (skipped: ${noPgbouncerReason})` : "";
    describe.each<{ readonly way: Way; readonly title: string; readonly isLacking: boolean }>([
      { way: "directly", title: "directly", isLacking: false },
      { way: "pooled", title: `through PgBouncer${lack}`, isLacking: lack !== "" },
    ])("$title", ({ way, isLacking }) => {
      const title = "%s = %s: all that a store does is as ever";
      test.skipIf(isLacking).concurrent.for(settingsOf(scope, way))(
        title,
        async ([name, value], { expect }) => {
          const database = await createUnusual(scope, name, value);
          let pooler: Pooler | null = null;
          try {
            if (way !== "directly") pooler = await startPgbouncer(pgbouncer ?? "", database.url);
            const url = pooler?.url ?? database.url;
            const open = () =>
              postgres(url, { directUrl: database.url }).open({ environment, projectFolder: "." });
            // Those that migrate at once wait for each other.
            const [store, other] = await Promise.all([open(), open()]);
            const told: number[] = [];
            const problems: unknown[] = [];
            const stop = await other.status.watch(
              0,
              ({ revision }) => told.push(revision),
              (problem) => problems.push(problem),
            );
            await useAll(store, database.url);
            const { revision } = await store.status.readSnapshot();
            await expect.poll(() => told.at(-1)).toBe(revision);
            expect(problems).toEqual([]);
            await stop();
            await Promise.all([store.close(), other.close()]);
          } finally {
            await pooler?.stop();
            await database.drop();
          }
        },
      );
    });
  });
});
