import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import type { OpenStore } from "@promptrail/core/lifecycle";
import { postgres } from "@promptrail/store-postgres";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { type PostgresServer, startPostgres } from "../../../../tooling/test/postgres-server.ts";
import { titleOnPostgres } from "../../../../tooling/test/title-on-postgres.ts";
import { migrateJobs, openJobQueue } from "../../src/index.js";
import { databaseOf } from "../open-queues.js";

const here = (file: string) => fileURLToPath(new URL(file, import.meta.url));

interface Told {
  readonly ready?: true;
  readonly payload?: object;
  readonly attempt?: number;
  readonly problem?: string;
}

interface Worker {
  readonly child: ChildProcess;
  readonly told: readonly Told[];
}

async function startWorker(url: string): Promise<Worker> {
  const child = fork(here("working-process.ts"), [url], {
    execArgv: [
      "--disable-warning=ExperimentalWarning",
      "--conditions=@promptrail/source",
      "--import",
      here("../../../../tooling/test/source-resolution.ts"),
    ],
  });
  const told: Told[] = [];
  child.on("message", (message) => told.push(message as Told));
  await expect.poll(() => told.some(({ ready }) => ready)).toBe(true);
  return { child, told };
}

describe.skipIf(inject("postgresAdminUrl") === null)(titleOnPostgres("a worker"), () => {
  let server: PostgresServer | null = null;
  let store: OpenStore;
  const workers: Worker[] = [];
  beforeAll(async () => {
    server = await startPostgres();
    const settings = { environment: "production", projectFolder: "." };
    store = await postgres(server?.adminUrl).open(settings);
    await migrateJobs(await databaseOf(store));
  });
  afterAll(async () => {
    for (const { child } of workers) child.kill("SIGKILL");
    await store?.close();
    await server?.stop();
  });

  test("goes on when the database was restarted, and takes what a killed one held", async () => {
    const url = server?.adminUrl ?? "";
    const open = async () =>
      openJobQueue({
        database: await databaseOf(store),
        environment: "production",
        watches: false,
        onProblem: () => {},
      });
    const queue = await open();
    const killed = await startWorker(url);
    workers.push(killed);
    await queue.send("run", { isHeld: true }, { key: "held", leaseSeconds: 10 });
    await expect.poll(() => killed.told.length).toBe(2);
    const other = await startWorker(url);
    workers.push(other);
    killed.child.kill("SIGKILL");
    await once(killed.child, "exit");
    await server?.restart();
    for (let at = 0; at < 5; at += 1) await queue.send("run", { at });
    const begun = () => other.told.filter(({ payload }) => payload !== undefined);
    await expect.poll(() => begun().length).toBeGreaterThanOrEqual(5);
    await expect.poll(() => begun()).toContainEqual({ payload: { isHeld: true }, attempt: 2 });
    expect(begun()).toHaveLength(6);
    expect(other.child.exitCode).toBeNull();
    const problems = other.told.flatMap(({ problem }) => (problem === undefined ? [] : [problem]));
    for (const problem of problems) expect(problem).toMatch(/^The job queue: /);
    await expect.poll(() => queue.counts("run")).toEqual({ waiting: 0, running: 0, dead: 0 });
    await queue.close();
  });
});
