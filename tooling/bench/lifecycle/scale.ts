import type { PromptVersion } from "@promptrail/core";
import type { StatusStore, VersionRegistration } from "@promptrail/core/lifecycle";
import { postgres } from "@promptrail/store-postgres";
import { Client } from "pg";
import { startPostgres } from "../../test/postgres-server.ts";
import { createTestDatabase } from "../../test/test-database.ts";
import type { Benchmark, Limit, Timer } from "../benchmark.ts";
import { microsecondsSince } from "../timers/microseconds-since.ts";
import { createProcessTimer, runProcess } from "../timers/process-timer.ts";
import { createFamilies } from "./create-families.ts";

const loadScript = new URL("./load-families.ts", import.meta.url);

interface ScaleSettings {
  readonly families: number;
  readonly versions: number;
  readonly runs: number;
}

/** A very large project: loading, memory, and registering against a bare insert of the same rows. */
export function createScaleBenchmark(settings: ScaleSettings): Benchmark {
  return { name: "scale", prepare: () => prepare(settings) };
}

async function prepare(settings: ScaleSettings) {
  const { families, versions, runs } = settings;
  const server = await startPostgres();
  if (server === null) throw new Error("npm has no PostgreSQL for this platform.");
  const { url } = await createTestDatabase(server.adminUrl);
  const registrations = createFamilies(settings).map(toRegistration);
  const bare = new Client({ connectionString: url });
  await bare.connect();
  const size = `${families} families of ${versions} versions`;
  return {
    comparisons: [
      {
        what: `registering ${size} against a bare insert of the same rows`,
        bound: 1.5,
        runs,
        subject: createRegisterTimer(url, registrations),
        floor: await createInsertTimer(bare, registrations),
      },
    ],
    limits: createLoadLimits(settings, size),
    close: async () => {
      await bare.end();
      await server.stop();
    },
  };
}

/** In processes of their own: a process that starts has nothing else in memory yet. */
function createLoadLimits(
  { families, versions, runs }: ScaleSettings,
  size: string,
): readonly Limit[] {
  const parameters = [String(families), String(versions)];
  return [
    {
      what: `loading and validating ${size} in a fresh process`,
      unit: "microseconds",
      bound: 2_000_000,
      runs,
      subject: createProcessTimer(loadScript, parameters),
    },
    {
      what: `memory of a version among ${size}`,
      unit: "bytes",
      bound: null,
      runs: 1,
      subject: async () => Number((await runProcess(loadScript, parameters)).text),
    },
  ];
}

/** Each run registers in an environment of its own, where nothing is registered yet. */
function createRegisterTimer(url: string, versions: readonly VersionRegistration[]): Timer {
  let environments = 0;
  return async () => {
    environments += 1;
    const environment = `scale-${environments}`;
    const store = await postgres(url).open({ environment, projectFolder: "." });
    try {
      return await timeRegistration(store.status, versions);
    } finally {
      await store.close();
    }
  };
}

async function timeRegistration(
  status: StatusStore,
  versions: readonly VersionRegistration[],
): Promise<number> {
  const start = process.hrtime.bigint();
  const conflicts = await status.registerVersions(versions);
  const time = microsecondsSince(start);
  if (conflicts.length > 0) throw new Error("A new environment has no other content.");
  return time;
}

/** The same rows, keys and types in a table of its own, with one statement a run. */
async function createInsertTimer(
  bare: Client,
  versions: readonly VersionRegistration[],
): Promise<Timer> {
  await bare.query(`
    create table bare_version (
      environment text not null, family text not null, version integer not null,
      content_hash text not null, declared_status text not null, body json not null,
      registered_at timestamptz not null default now(),
      primary key (environment, family, version)
    )`);
  let environments = 0;
  return async () => {
    environments += 1;
    const start = process.hrtime.bigint();
    await bare.query(
      `insert into bare_version (environment, family, version, content_hash, declared_status, body)
       select $1, * from unnest($2::text[], $3::int[], $4::text[], $5::text[], $6::json[])`,
      [
        `scale-${environments}`,
        versions.map(({ family }) => family),
        versions.map(({ version }) => version),
        versions.map(({ contentHash }) => contentHash),
        versions.map(({ status }) => status),
        versions.map(({ content, changelog }) => JSON.stringify({ content, changelog })),
      ],
    );
    return microsecondsSince(start);
  };
}

function toRegistration(prompt: PromptVersion): VersionRegistration {
  const { family, version, status, changelog, content, contentHash } = prompt;
  return { family, version, status, changelog, content, contentHash };
}
