import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { createTestDatabase, type TestDatabase } from "../../../../tooling/test/test-database.ts";
import { titleOnPostgres } from "../../../../tooling/test/title-on-postgres.ts";
import { type CliProject, createCliProject } from "../cli-project.js";
import { greetingConfig, greetings } from "../greeting-config.js";

const adminUrl = inject("postgresAdminUrl");
const title = titleOnPostgres("a fleet on PostgreSQL");

/** One story on one database: each test goes on where the one before ended. */
describe.skipIf(adminUrl === null)(title, () => {
  let database: TestDatabase;
  let operator: CliProject;
  const servers: CliProject[] = [];

  /** A machine of its own: its folder has no other machine's server file or key. */
  const createMachine = async () => {
    const machine = await createCliProject({
      DATABASE_URL: database.url,
      PROMPTRAIL_ADMIN_KEY: "an-admin-key-of-the-operator",
    });
    await machine.write(
      "promptrail.config.ts",
      greetingConfig(greetings("deprecated", "active", "draft")),
    );
    await machine.run("lock");
    return machine;
  };

  beforeAll(async () => {
    database = await createTestDatabase(adminUrl ?? "");
    operator = await createMachine();
    await operator.run("deploy");
    for (const machine of [await createMachine(), await createMachine()]) {
      servers.push(machine);
      await machine.start("serve", "--port", "0").waitFor(/http:\/\/127\.0\.0\.1:\d+/);
    }
  });

  afterAll(async () => {
    for (const machine of [operator, ...servers]) await machine.remove();
    await database?.drop();
  });

  test("is shown by status and by fleet, without the command that asks", async () => {
    const readMembers = async () => JSON.parse((await operator.run("fleet", "--json")).out).members;
    // A server listens before it has reported, and a command knows no more than the reports.
    await expect.poll(readMembers).toMatchObject([
      { role: "server", revision: 1 },
      { role: "server", revision: 1 },
    ]);
    const { exitCode, out } = await operator.run("status");
    expect(out).toMatch(/^greeting +v2 +v2 +2 of 2 /m);
    expect(exitCode).toBe(0);
  });

  test("has taken a rollback when --wait returns, and is shown", async () => {
    const { exitCode, out } = await operator.run("rollback", "greeting", "--wait", "5000");
    expect(out).toMatch(/^✓ 2 of 2 processes serve it, the slowest \(\S+\) after [\d.]+ ms\.$/m);
    expect(out.match(/^\S+:\d+ +server +2 +[\d.]+ ms +store$/gm)).toHaveLength(2);
    expect(exitCode).toBe(0);
  });

  test("has taken a promotion when --wait returns, as JSON tells", async () => {
    const promote = ["promote", "greeting", "3", "--reason", "Reviewed", "--wait", "5000"];
    const { exitCode, out } = await operator.run(...promote, "--json");
    expect(JSON.parse(out)).toMatchObject({
      promoted_to: "greeting_v3",
      fleet: { total: 2, acknowledged: 2, missing: [] },
    });
    const { members } = JSON.parse((await operator.run("fleet", "--json")).out);
    expect(members).toMatchObject([{ revision: 3 }, { revision: 3 }]);
    expect(exitCode).toBe(0);
  });

  test("is measured by a drill, which changes nothing that is served", async () => {
    const { exitCode, out } = await operator.run("drill", "greeting", "--timeout", "5000");
    expect(out).toMatch(
      /^Revision 4 of development, which changes nothing, was sent to 2 processes\.$/m,
    );
    expect(out).toMatch(/From commit to applied: p50 [\d.]+ ms · p99 [\d.]+ ms · max [\d.]+ ms/);
    expect(exitCode).toBe(0);
    const { families, fleet } = JSON.parse((await operator.run("status", "--json")).out);
    expect(families).toMatchObject([{ active_version: 3, revision: 3 }]);
    expect(fleet).toHaveLength(2);
  });

  test("is measured through a server, too, which waits for it as well", async () => {
    const [server] = servers;
    const drill = await server?.run("drill", "greeting", "--timeout", "5000", "--json");
    const measured = JSON.parse(drill?.out ?? "");
    expect(measured).toMatchObject({ drill: { processes: 2 }, p50_ms: expect.any(Number) });
    expect(measured.p50_ms).toBeLessThanOrEqual(measured.max_ms);
    const back = await server?.run("rollback", "greeting", "--wait", "5000");
    expect(back?.out).toMatch(/^✓ 2 of 2 processes serve it/m);
  });

  test("has a history that holds, read from the store and through a server", async () => {
    const holds = {
      exitCode: 0,
      out: expect.stringMatching(/^✓ 6 decisions, the hash chain is complete: /),
    };
    expect(await operator.run("history", "--verify")).toMatchObject(holds);
    expect(await servers[0]?.run("history", "--verify")).toMatchObject(holds);
  });
});
