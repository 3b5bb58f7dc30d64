import { setTimeout as wait } from "node:timers/promises";
import type { OpenStore } from "@promptrail/core/lifecycle";
import { postgres } from "@promptrail/store-postgres";
import { Client } from "pg";
import { startPostgres } from "../../test/postgres-server.ts";
import { createTestDatabase } from "../../test/test-database.ts";
import type { Benchmark, Timer } from "../benchmark.ts";
import { benchCommand } from "./bench-command.ts";
import { bareChannel } from "./process-message.ts";
import { type Followers, type News, startFollowers } from "./start-followers.ts";
import { summaryPrompts } from "./summary-prompts.ts";

const script = new URL("./follower-process.ts", import.meta.url);

/** Longer than a process waits before it reports what it has applied. */
const quietMs = 150;

interface PropagationSettings {
  readonly processes: number;
  readonly runs: number;
  readonly silentRuns: number;
}

/**
 * From a decision's commit until the last of many processes has applied it, against a bare NOTIFY.
 * The commit is the moment that the database has recorded of it: whoever commits waits for the answer
 * among all those processes, and hears it when some of them have applied the decision.
 */
export function createPropagationBenchmark(settings: PropagationSettings): Benchmark {
  return { name: "propagation", prepare: () => prepare(settings) };
}

async function prepare({ processes, runs, silentRuns }: PropagationSettings) {
  const server = await startPostgres({ track_commit_timestamp: "on" });
  if (server === null) throw new Error("npm has no PostgreSQL for this platform.");
  const { url } = await createTestDatabase(server.adminUrl);
  // Nobody notifies in another database: a listener there is connected, well, and hears nothing.
  const silent = await createTestDatabase(server.adminUrl);
  const { store, bare } = await openDecider(url);
  const followers = openWhenAsked((directUrl) =>
    startFollowers(script, [url, directUrl], processes),
  );
  const decision: News = {
    send: createDecider(store),
    readCommitTime: () => readCommitTime(bare, "promptrail.environment_head"),
  };
  const notification: News = {
    send: createNotifier(bare),
    readCommitTime: () => readCommitTime(bare, "bare_counter"),
  };
  const subject = afterQuiet(async () => (await followers(url)).measure("applied", decision));
  const floor = afterQuiet(async () => (await followers(url)).measure("heard", notification));
  const what = `commit to the last of ${processes} processes against a bare UPDATE and NOTIFY`;
  return {
    comparisons: [
      { what: `${what}, median`, bound: 3, runs, subject, floor, percentile: 0.5 },
      { what: `${what}, p99`, bound: 5, runs, subject, floor, percentile: 0.99 },
    ],
    limits: [
      {
        what: `commit to the last of ${processes} processes that hear no notification, p99`,
        unit: "microseconds" as const,
        bound: 650_000,
        runs: silentRuns,
        percentile: 0.99,
        subject: async () => (await followers(silent.url)).measure("applied", decision),
      },
    ],
    close: async () => {
      await followers(null);
      await Promise.all([store.close(), bare.end()]);
      await server.stop();
    },
  };
}

async function openDecider(url: string) {
  const store = await postgres(url).open({ environment: "bench", projectFolder: "." });
  const bare = new Client({ connectionString: url });
  await bare.connect();
  await bare.query("create table bare_counter (number integer)");
  await bare.query("insert into bare_counter values (0)");
  return { store, bare };
}

/**
 * Decisions are minutes apart: what the processes do after one (they report it, and keep a file) is
 * over before the next.
 */
function afterQuiet(timer: Timer): Timer {
  return async () => {
    await wait(quietMs);
    return timer();
  };
}

/** One set of processes at a time: those that listen at a URL; null for none. */
function openWhenAsked(start: (directUrl: string) => Promise<Followers>) {
  let open: { readonly directUrl: string; readonly followers: Followers } | null = null;
  async function use(directUrl: null): Promise<null>;
  async function use(directUrl: string): Promise<Followers>;
  async function use(directUrl: string | null): Promise<Followers | null> {
    if (open !== null && open.directUrl !== directUrl) {
      await open.followers.stop();
      open = null;
    }
    if (directUrl === null) return null;
    open ??= { directUrl, followers: await start(directUrl) };
    return open.followers;
  }
  return use;
}

/** Promotes the version that is not active; resolves to the revision. */
function createDecider({ status }: OpenStore): () => Promise<number> {
  let next = 2;
  return async () => {
    const { state } = await status.decide({
      ...benchCommand,
      kind: "promote",
      family: summaryPrompts[0]?.family ?? "",
      toVersion: next,
      ground: { kind: "override", reason: "a bench" },
    });
    next = next === 2 ? 1 : 2;
    return state.revision;
  };
}

/** The least that could tell all processes of a change: one statement, committed on its own. */
function createNotifier(bare: Client): () => Promise<number> {
  let number = 0;
  return async () => {
    number += 1;
    await bare.query(
      `with moved as (update bare_counter set number = number + 1 returning number)
       select pg_notify('${bareChannel}', number::text) from moved`,
    );
    return number;
  };
}

/** Of a table's one row, when the database committed what it holds: microseconds since 1970. */
async function readCommitTime(bare: Client, table: string): Promise<number> {
  const { rows } = await bare.query<{ committed_at: string }>(
    `select extract(epoch from pg_xact_commit_timestamp(xmin)) * 1000000 as committed_at from ${table}`,
  );
  return Number(rows[0]?.committed_at);
}
