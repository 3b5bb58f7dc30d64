import { setTimeout as wait } from "node:timers/promises";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { runSql } from "../../../../tooling/test/run-sql.ts";
import { createTestDatabase, type TestDatabase } from "../../../../tooling/test/test-database.ts";
import type { CliProject } from "../cli-project.js";
import { type LedgerUpstream, startLedgerUpstream } from "./ledger-upstream.js";
import { createWorkersProject } from "./workers-project.js";

const cases = 120, repeats = 2;
let database: TestDatabase; let upstream: LedgerUpstream; let project: CliProject;
beforeAll(async () => {
  database = await createTestDatabase(inject("postgresAdminUrl") ?? "");
  upstream = await startLedgerUpstream({ delayMs: () => 50 + Math.random() * 250, answer: (system, user) => (system !== "" && user.endsWith("7.") ? "Hi." : "Hello.") });
  project = await createWorkersProject(database.url, upstream, { cases, repeats });
}, 60_000);
afterAll(async () => { await project?.remove(); await upstream?.close(); await database?.drop(); });
const evaluation = ["eval", "greeting", "--version", "2", "--json"];
const strip = (out: string) => JSON.parse(JSON.stringify(JSON.parse(out).reports[0], (k, v) => /duration|latency|evidence|standing|at$|notes|earlier|cost/u.test(k) ? undefined : v));

test("terminated sessions, a stopped worker", async () => {
  const alone = await project.run(...evaluation, "--concurrency", "64");
  console.log("alone", alone.exitCode, upstream.count());
  upstream.reset();
  const worker = (n: number) => project.start("worker", "--name", `w${n}`, "--concurrency", "3");
  const workers = [0, 1, 2].map(worker);
  const run = project.start(...evaluation, "--workers");
  let over = false;
  void run.ended.then(() => { over = true; });
  await expect.poll(() => upstream.count(), { timeout: 20_000 }).toBeGreaterThan(3);
  workers[0]?.signal("SIGSTOP");
  const at = Date.now();
  let kills = 0;
  while (!over && Date.now() - at < 90_000) {
    await wait(Math.random() * 400);
    if (Math.random() < 0.5) {
      kills += 1;
      await runSql(database.url, "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()").catch((e: unknown) => console.log(String(e)));
    }
    if (Date.now() - at > 14_000) workers[0]?.signal("SIGCONT");
  }
  const ended = await run.ended;
  console.log("took", Date.now() - at, "kills", kills, "calls", upstream.count(), "of", cases * repeats * 2, ended.exitCode, ended.err.slice(-1500));
  workers[0]?.signal("SIGCONT");
  await wait(3000);
  console.log("calls after cont", upstream.count());
  for (const w of workers) w.signal("SIGTERM");
  for (const w of workers) { const r = await w.ended; console.log(r.exitCode, r.out, r.err.slice(-900)); }
  expect(strip(ended.out)).toEqual(strip(alone.out));
}, 200_000);
