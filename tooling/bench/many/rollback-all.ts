import type { PromptVersion } from "@promptrail/core";
import {
  type Command,
  mostTogether,
  type OpenStore,
  type StatusStore,
} from "@promptrail/core/lifecycle";
import { postgres } from "@promptrail/store-postgres";
import { z } from "zod";
import { startPostgres } from "../../test/postgres-server.ts";
import { createTestDatabase } from "../../test/test-database.ts";
import type { Benchmark } from "../benchmark.ts";
import { benchCommand } from "../lifecycle/bench-command.ts";
import { startFollowers } from "../lifecycle/start-followers.ts";
import { createIllFamilies, illModel } from "./ill-families.ts";
import { openProject } from "./open-project.ts";

interface RollbackAllSettings {
  readonly families: number;
  readonly processes: number;
  readonly runs: number;
}

const script = new URL("./many-process.ts", import.meta.url);
/** What the command prints, as far as it is read. */
const reported = z.object({ revision: z.number(), remaining: z.literal(0) });

/**
 * From the start of the command that rolls every family on a model back until the last of some processes has
 * applied the last of its decisions. The command starts, loads the project, looks, and decides.
 */
export function createRollbackAllBenchmark(settings: RollbackAllSettings): Benchmark {
  return { name: "rollback-all", prepare: () => prepare(settings) };
}

async function prepare({ families, processes, runs }: RollbackAllSettings) {
  const server = await startPostgres();
  if (server === null) throw new Error("npm has no PostgreSQL for this platform.");
  const { url } = await createTestDatabase(server.adminUrl);
  const store = await postgres(url).open({ environment: "bench", projectFolder: "." });
  const prompts = createIllFamilies(families);
  await declareAll(store, prompts);
  const project = openProject(url, families);
  const followers = await startFollowers(script, [url, String(families)], processes);
  const { measure } = followers;
  const rollback = ["rollback", "--all", "--model", illModel, "--reason", "a bench"];
  return {
    comparisons: [],
    limits: [
      {
        what: `${families} families by one command, until the last of ${processes} processes serves them, the slowest`,
        unit: "microseconds" as const,
        bound: 5_000_000,
        runs,
        percentile: 1,
        subject: async () => {
          await promoteAll(store, prompts);
          const startedAt = (performance.timeOrigin + performance.now()) * 1_000;
          return measure("applied", {
            send: async () =>
              reported.parse(JSON.parse(await project.run(...rollback, "--yes", "--json")))
                .revision,
            readCommitTime: async () => startedAt,
          });
        },
      },
    ],
    close: async () => {
      await followers.stop();
      project.remove();
      await store.close();
      await server.stop();
    },
  };
}

/** Registers and declares them, as the first process of a build does. */
async function declareAll({ status }: OpenStore, prompts: readonly PromptVersion[]): Promise<void> {
  await status.registerVersions(prompts.map((prompt) => ({ ...prompt, input: null })));
  await decideEach(status, new Set(prompts.map(({ family }) => family)), (family) => ({
    ...benchCommand,
    kind: "declare",
    again: false,
    family,
    generation: 0,
    activeVersion: 2,
    statuses: { 1: "deprecated", 2: "active" },
    acknowledgedRevision: 0,
    ground: { kind: "no_gate" },
  }));
}

/** Brings every family to the faulty version, which also ends the mark that a rollback left. */
async function promoteAll({ status }: OpenStore, prompts: readonly PromptVersion[]): Promise<void> {
  await decideEach(status, new Set(prompts.map(({ family }) => family)), (family) => ({
    ...benchCommand,
    kind: "promote",
    family,
    toVersion: 2,
    ground: { kind: "override", reason: "a bench" },
  }));
}

async function decideEach(
  status: StatusStore,
  families: ReadonlySet<string>,
  toCommand: (family: string) => Command,
): Promise<void> {
  const commands = [...families].map(toCommand);
  for (let at = 0; at < commands.length; at += mostTogether) {
    await status.decideAll(commands.slice(at, at + mostTogether));
  }
}
