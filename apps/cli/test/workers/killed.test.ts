import { setTimeout as wait } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { type PostgresServer, startPostgres } from "../../../../tooling/test/postgres-server.ts";
import { randomRuns } from "../../../../tooling/test/run/random-runs.ts";
import { titleOnPostgres } from "../../../../tooling/test/title-on-postgres.ts";
import type { CliProject, StartedCommand } from "../cli-project.js";
import { type LedgerUpstream, startLedgerUpstream } from "./ledger-upstream.js";
import { createWorkersProject } from "./workers-project.js";

const cases = randomRuns({ usual: 60, long: 400 });
const kills = randomRuns({ usual: 2, long: 12 });
const rounds = randomRuns({ usual: 1, long: 10 });
const repeats = 2;
const atOnce = 3;

/** What two runs with the same answers have in common: not times, and not which run of the comparison it was. */
function toResult(out: string): unknown {
  const [report] = (JSON.parse(out) as { reports: readonly Record<string, unknown>[] }).reports;
  return JSON.parse(
    JSON.stringify({ ...report }, (key, value: unknown) =>
      /duration|latency|evidence|standing|at$|notes|earlier|cost/u.test(key) ? undefined : value,
    ),
  );
}

describe.skipIf(inject("postgresAdminUrl") === null)(titleOnPostgres("a run on 3 workers"), () => {
  let server: PostgresServer | null = null;
  let upstream: LedgerUpstream;
  let project: CliProject;
  beforeAll(async () => {
    server = await startPostgres();
    upstream = await startLedgerUpstream({
      delayMs: () => 20 + Math.random() * 180,
      answer: (system, user) => (system !== "" && user.endsWith("7.") ? "Hi." : "Hello."),
    });
    project = await createWorkersProject(server?.adminUrl ?? "", upstream, { cases, repeats });
  });
  afterAll(async () => {
    await project?.remove();
    await upstream?.close();
    await server?.stop();
  });

  const evaluation = ["eval", "greeting", "--version", "2", "--json"];
  const startWorker = (at: number) =>
    project.start("worker", "--name", `w${at}`, "--concurrency", String(atOnce));
  const startCoordinator = () => project.start(...evaluation, "--workers");

  /** Kills workers and the command itself, each of which is started again; how many calls may be lost by it. */
  async function killSome(workers: StartedCommand[]) {
    let coordinator = startCoordinator();
    let lost = 0;
    await expect.poll(() => upstream.count()).toBeGreaterThan(0);
    for (let kill = 0; kill < kills; kill += 1) {
      await wait(Math.random() * 500);
      const at = Math.floor(Math.random() * (workers.length + 1));
      const worker = workers[at];
      const killed = worker ?? coordinator;
      killed.signal("SIGKILL");
      await killed.ended;
      if (worker === undefined) coordinator = startCoordinator();
      else workers[at] = startWorker(at);
      lost += worker === undefined ? 0 : atOnce;
    }
    await coordinator.waitFor(/workers ask its cases/);
    return { coordinator, lost };
  }

  test("ends as one that nobody kills, and asks for no answer that was written", async () => {
    const alone = await project.run(...evaluation, "--concurrency", "32");
    expect(upstream.count()).toBe(cases * repeats * 2);
    for (let round = 0; round < rounds; round += 1) {
      upstream.reset();
      const workers = [0, 1, 2].map(startWorker);
      const { coordinator, lost } = await killSome(workers);
      await server?.restart();
      const ended = await coordinator.ended;
      const { exitCode } = alone;
      expect(ended, ended.err).toMatchObject({ exitCode });
      expect(toResult(ended.out)).toEqual(toResult(alone.out));
      expect(upstream.count()).toBeGreaterThanOrEqual(cases * repeats * 2);
      expect(upstream.count()).toBeLessThanOrEqual(cases * repeats * 2 + lost);
      for (const worker of workers) worker.signal("SIGTERM");
      const reports = await Promise.all(workers.map((worker) => worker.ended));
      for (const report of reports) expect(report, report.err).toMatchObject({ exitCode: 0 });
    }
  });
});
