import { describe, expect, inject, onTestFinished, test } from "vitest";
import { type PostgresServer, startPostgres } from "../../../../tooling/test/postgres-server.ts";
import { slack } from "../../../../tooling/test/run/promise-slack.ts";
import { createTestDatabase, noPostgresReason } from "../../../../tooling/test/test-database.ts";
import { activeOf, startProcess, temporaryFolder } from "./start-process.js";
import { findClosedPort, startBlackhole, startSilentServer } from "./unreachable-ports.js";

const adminUrl = inject("postgresAdminUrl");
const bootLimitMs = 3_000;
const decisionLimitMs = 2_000;
const request = { family: "greeting", actor: "ada", reason: "It went bad." } as const;

async function withDatabase(): Promise<string> {
  if (adminUrl === null) throw new Error(noPostgresReason);
  const database = await createTestDatabase(adminUrl);
  onTestFinished(() => database.drop());
  return database.url;
}

const portOf = [
  ["refuses connections", findClosedPort],
  ["drops every packet", startBlackhole],
  ["accepts and never answers", startSilentServer],
] as const;

describe.each(portOf)("a database that %s", (_title, findPort) => {
  test("leaves a starting process on what the code declares, and fails its decisions in time", async () => {
    const url = `postgres://u:p@127.0.0.1:${await findPort()}/none`;
    const startedAt = performance.now();
    const promptrail = await startProcess(url);
    expect(performance.now() - startedAt).toBeLessThan(slack * bootLimitMs);
    expect(activeOf(promptrail)).toBe(2);
    expect(promptrail.status()).toMatchObject({
      stateSource: "code_default",
      problems: [{ code: "store_unavailable" }],
    });
    const askedAt = performance.now();
    await expect(promptrail.rollback(request)).rejects.toMatchObject({ code: "store_unavailable" });
    expect(performance.now() - askedAt).toBeLessThan(slack * decisionLimitMs);
  });

  test.skipIf(adminUrl === null)(
    "leaves a restarting process on what was live, which no declaration undoes",
    async () => {
      const projectFolder = temporaryFolder();
      const first = await startProcess(await withDatabase(), { projectFolder });
      await first.rollback(request);
      await first.close();
      const startedAt = performance.now();
      const url = `postgres://u:p@127.0.0.1:${await findPort()}/none`;
      const again = await startProcess(url, { projectFolder });
      expect(performance.now() - startedAt).toBeLessThan(slack * bootLimitMs);
      expect(activeOf(again)).toBe(1);
      expect(again.status().stateSource).toBe("last_known_good");
    },
  );
});

describe.skipIf(adminUrl === null)("processes on one PostgreSQL", () => {
  test("all serve a rollback, and say so to the fleet", async () => {
    const url = await withDatabase();
    const names = ["one", "two", "three"];
    const fleet = await Promise.all(names.map((name) => startProcess(url, { name })));
    const [first] = fleet;
    if (first === undefined) throw new Error("a process was started");
    await expect.poll(async () => (await first.fleet()).length).toBe(3);
    const { decision } = await first.rollback(request);
    const wait = { revision: decision?.revision ?? 0, timeoutMs: slack * 1_000 };
    expect(await first.waitForFleet(wait)).toMatchObject({
      total: 3,
      acknowledged: 3,
      missing: [],
    });
    expect(fleet.map(activeOf)).toEqual([1, 1, 1]);
    const drill = await first.drill({ family: "greeting", actor: "ada" });
    expect(drill.drill.appliedAfterMs).toHaveLength(3);
    expect(fleet.map(activeOf)).toEqual([1, 1, 1]);
  });
});

describe.skipIf(adminUrl === null)("a database that is stopped under load", () => {
  test("fails no resolution and no call, and decisions name the reason in time", async () => {
    const server: PostgresServer | null = await startPostgres();
    if (server === null) throw new Error(noPostgresReason);
    onTestFinished(() => server.stop());
    const promptrail = await startProcess(server.adminUrl);
    let failures = 0;
    let calls = 0;
    let isStopped = false;
    const load = (async () => {
      while (!isStopped) {
        const results = await Promise.allSettled([promptrail.call("greeting", { name: "Ada" })]);
        failures += results.filter(({ status }) => status === "rejected").length;
        if (activeOf(promptrail) !== 2) failures += 1;
        calls += 1;
        await new Promise((resolve) => setImmediate(resolve));
      }
    })();
    await expect.poll(() => calls).toBeGreaterThan(100);
    await server.stop();
    const before = calls;
    const askedAt = performance.now();
    await expect(promptrail.rollback(request)).rejects.toMatchObject({ code: "store_unavailable" });
    expect(performance.now() - askedAt).toBeLessThan(slack * decisionLimitMs);
    await expect.poll(() => calls).toBeGreaterThan(before + 1_000);
    const codes = () => promptrail.status().problems.map(({ code }) => code);
    await expect.poll(codes).toEqual(["store_unavailable"]);
    isStopped = true;
    await load;
    expect(failures).toBe(0);
    expect(promptrail.status().stateSource).toBe("store");
  });
});
