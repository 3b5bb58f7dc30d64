import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import {
  createRegistry,
  type PromptVersion,
  type StatusStore,
  type VersionRegistration,
} from "@promptrail/core";
import { postgres } from "@promptrail/store-postgres";
import { Client } from "pg";
import { startPostgres } from "../../test/postgres-server.ts";
import { createTestDatabase } from "../../test/test-database.ts";
import type { Benchmark, Limit, Timer } from "../benchmark.ts";
import { createAwaitedTimer } from "../timers/awaited-timer.ts";
import { microsecondsSince } from "../timers/microseconds-since.ts";
import { createFamilies } from "./create-families.ts";

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
        ...{ bound: 1.5, runs },
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

function createLoadLimits(settings: ScaleSettings, size: string): readonly Limit[] {
  const { versions, runs } = settings;
  return [
    {
      what: `loading and validating ${size}`,
      ...{ unit: "microseconds", bound: 2_000_000, runs },
      subject: createAwaitedTimer(1, async () => void load(settings)),
    },
    {
      what: `memory of a version among ${size}`,
      ...{ unit: "bytes", bound: null, runs: 1 },
      subject: () => {
        const before = usedAfterCollection();
        const registry = load(settings);
        const used = usedAfterCollection() - before;
        return used / (registry.families.length * versions);
      },
    },
  ];
}

function load(settings: ScaleSettings) {
  return createRegistry(createFamilies(settings), { providers: ["claude"] });
}

function usedAfterCollection(): number {
  setFlagsFromString("--expose-gc");
  runInNewContext("gc()");
  return process.memoryUsage().heapUsed;
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
