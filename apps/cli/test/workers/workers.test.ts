import { afterAll, beforeAll, beforeEach, describe, expect, inject, test } from "vitest";
import { createTestDatabase, type TestDatabase } from "../../../../tooling/test/test-database.ts";
import { titleOnPostgres } from "../../../../tooling/test/title-on-postgres.ts";
import { workerDocument } from "../../src/documents/worker-document.js";
import { type CliProject, createCliProject, createStoredProject } from "../cli-project.js";
import { type LedgerUpstream, startLedgerUpstream } from "./ledger-upstream.js";
import { createWorkersProject, workersConfig } from "./workers-project.js";

const cases = 40;
const calls = cases * 2;
const evaluation = ["eval", "greeting", "--version", "2", "--workers"];

test.each([
  ["eval --workers", evaluation],
  ["worker", ["worker"]],
])("%s on the embedded store is refused, and PostgreSQL named", async (_title, args) => {
  const project = await createStoredProject();
  await project.write("promptrail.config.ts", workersConfig({ cases }));
  const { exitCode, err } = await project.run(...args);
  expect(err).toMatch(
    /needs a store that many processes can open.*Use PostgreSQL: set DATABASE_URL/,
  );
  expect(exitCode).toBe(2);
  await project.remove();
});

test.each([
  [["--changed"], /--changed opens none/],
  [["--limit", "3"], /cannot be combined with --case, --tag, --filter, --sample, --limit/],
  [["--max-cost", "1"], /cannot be combined with .*--max-cost and --max-calls/],
  [["--max-calls", "1"], /cannot be combined with .*--max-cost and --max-calls/],
  [["--retry-errors"], /cannot be combined with --retry-errors/],
])("eval --workers %j is refused with the reason", async (flags, message) => {
  const project = await createCliProject();
  await project.write("promptrail.config.ts", workersConfig({ cases }));
  const { exitCode, err } = await project.run("eval", "greeting", "--workers", ...flags);
  expect(err).toMatch(message);
  expect(exitCode).toBe(2);
  await project.remove();
});

describe.skipIf(inject("postgresAdminUrl") === null)(titleOnPostgres("workers"), () => {
  let database: TestDatabase;
  let upstream: LedgerUpstream;
  let project: CliProject;
  let delayMs = 5;
  beforeAll(async () => {
    database = await createTestDatabase(inject("postgresAdminUrl") ?? "");
    upstream = await startLedgerUpstream({
      delayMs: () => delayMs,
      answer: (_system, _user, key) => (key.includes("a-key") ? "Hello." : 401),
    });
    project = await createWorkersProject(database.url, upstream, { cases });
  });
  afterAll(async () => {
    await project?.remove();
    await upstream?.close();
    await database?.drop();
  });
  beforeEach(() => {
    upstream.reset();
    delayMs = 5;
  });

  /** Another machine: its own code, its own key. */
  async function createMachine(system: string, key = "a-key"): Promise<CliProject> {
    const machine = await createCliProject({
      OPENAI_API_KEY: key,
      OPENAI_BASE_URL: upstream.baseUrl,
      DATABASE_URL: database.url,
    });
    await machine.write("promptrail.config.ts", workersConfig({ cases, system }));
    await machine.run("lock");
    return machine;
  }

  test("a worker that has other code, or a key that is refused, gives its cases back with the reason, and one that fits does them", async () => {
    const other = await createMachine("Be rude.");
    const refused = await createMachine("Be kind.", "wrong");
    const coordinator = project.start(...evaluation, "--json");
    await coordinator.waitFor(/no worker takes its cases\. Start one: `promptrail worker`/);
    const unfit = other.start("worker", "--name", "other");
    await unfit.waitFor(
      /given back after 0 answers in .* s: its greeting_v2 has different content/,
    );
    await coordinator.waitFor(/other gave cases back: its greeting_v2 has different content\./);
    unfit.signal("SIGTERM");
    await unfit.ended;
    expect(upstream.count()).toBe(0);
    const keyless = refused.start("worker", "--name", "keyless", "--concurrency", "1");
    await coordinator.waitFor(/keyless gave cases back: .*auth/);
    keyless.signal("SIGTERM");
    await keyless.ended;
    const worker = project.start("worker", "--name", "fit", "--json", "--health", "0");
    const url = await worker.waitFor(/http:\/\/127\.0\.0\.1:\d+\/healthz/);
    const ended = await coordinator.ended;
    expect(JSON.parse(ended.out)).toMatchObject({ reports: [{ verdict: "pass", missing: 0 }] });
    const health = await fetch(url);
    expect(health.status).toBe(200);
    expect(await health.json()).toMatchObject({ status: "ok", worker: "fit", answers: calls });
    worker.signal("SIGTERM");
    const { format_version: _version, ...document } = JSON.parse((await worker.ended).out);
    expect(workerDocument.parse(document)).toMatchObject({
      name: "fit",
      environment: "development",
      queues: ["eval"],
      // On a busy machine one is sent again before its answers were read, and asks for nothing.
      ranges: expect.toBeOneOf([20, 21, 22, 23]),
      answers: calls,
      errors: 0,
    });
    await Promise.all([other.remove(), refused.remove()]);
  });

  test("one that is stopped finishes its calls and gives its cases to another at once", async () => {
    delayMs = 300;
    const coordinator = project.start(...evaluation, "--fresh");
    const first = project.start("worker", "--name", "first", "--concurrency", "4");
    await expect.poll(() => upstream.count()).toBeGreaterThan(4);
    first.signal("SIGINT");
    const stopped = await first.ended;
    expect(stopped).toMatchObject({ exitCode: 0 });
    expect(stopped.err).toMatch(/given back after .*: this worker was stopped/);
    const stoppedAt = performance.now();
    const before = upstream.count();
    delayMs = 5;
    const second = project.start("worker", "--name", "second");
    expect(await coordinator.ended).toMatchObject({ exitCode: 0 });
    // A lease that had to run out would take ten seconds and more.
    expect(performance.now() - stoppedAt).toBeLessThan(9_000);
    expect(upstream.count()).toBe(calls);
    expect(before).toBeLessThan(calls);
    second.signal("SIGTERM");
    await second.ended;
  });

  test("one on a database without the queue's schema says what makes it", async () => {
    const empty = await createTestDatabase(inject("postgresAdminUrl") ?? "");
    const production = await createCliProject({
      DATABASE_URL: empty.url,
      PROMPTRAIL_ENV: "production",
    });
    await production.write("promptrail.config.ts", workersConfig({ cases }));
    await production.run("lock");
    const refused = await production.run("worker");
    expect(refused.err).toMatch(/promptrail_jobs.* is not there yet\. Run `promptrail migrate/);
    const migrated = await production.run("migrate");
    expect(migrated.out).toMatch(/Made the job queue's schema promptrail_jobs version \d+/);
    const worker = production.start("worker");
    await worker.waitFor(/takes jobs of eval in production/);
    worker.signal("SIGTERM");
    expect(await worker.ended).toMatchObject({ exitCode: 0 });
    await production.remove();
    await empty.drop();
  });
});
