import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, inject, onTestFinished, test } from "vitest";
import { slack } from "../../../../tooling/test/run/promise-slack.ts";
import { runSql } from "../../../../tooling/test/run-sql.ts";
import { startProxy } from "../../../../tooling/test/start-proxy.ts";
import { createTestDatabase } from "../../../../tooling/test/test-database.ts";
import { titleOnPostgres } from "../../../../tooling/test/title-on-postgres.ts";
import { family } from "./greeting-project.js";
import { startLoad } from "./start-load.js";
import { activeOf, startProcess, temporaryFolder } from "./start-process.js";

const adminUrl = inject("postgresAdminUrl");
const title = titleOnPostgres("a password that is rotated");

const request = { family, actor: "ada", reason: "It went bad." } as const;
const bootLimitMs = 3_000;
const decisionLimitMs = 2_000;

describe.skipIf(adminUrl === null)(title, () => {
  const role = `rotated_${randomUUID().replaceAll("-", "")}`;
  const run = (sql: string) => runSql(adminUrl ?? "", sql);
  beforeAll(() => run(`create role ${role} login`));
  afterAll(() => run(`drop role if exists ${role}`));

  /** Ends the sessions of the old password, too. */
  const rotateTo = async (password: string) => {
    await run(`alter role ${role} password '${password}'`);
    await run(`select pg_terminate_backend(pid) from pg_stat_activity where usename = '${role}'`);
  };

  /** A new database: the operator's URL, and the role's with its first password. */
  const createDatabase = async () => {
    const database = await createTestDatabase(adminUrl ?? "");
    onTestFinished(() => database.drop());
    const url = new URL(database.url);
    await run(`grant all on database ${url.pathname.slice(1)} to ${role}`);
    await rotateTo("first");
    url.username = role;
    url.password = "first";
    return { operatorUrl: database.url, url: url.href };
  };

  test("leaves a running process serving and trying again, until the password fits", async () => {
    const { operatorUrl, url } = await createDatabase();
    const tunnel = await startProxy(url);
    onTestFinished(() => tunnel.close());
    const rotated = await startProcess(tunnel.url, { name: "rotated" });
    const operator = await startProcess(operatorUrl, { name: "operator" });
    const load = startLoad([rotated]);
    await rotateTo("second");
    await expect
      .poll(() => rotated.status().problems)
      .toEqual([
        { code: "store_unavailable", message: expect.stringContaining("Check the password") },
      ]);
    expect(JSON.stringify(rotated.status())).not.toContain("first");
    const askedAt = performance.now();
    await expect(rotated.rollback(request)).rejects.toMatchObject({ code: "store_unavailable" });
    expect(performance.now() - askedAt).toBeLessThan(slack * decisionLimitMs);
    await operator.rollback(request);
    const tried = tunnel.accepted();
    await expect.poll(tunnel.accepted).toBeGreaterThan(tried + 3);
    // It has not heard of the rollback, and goes on with what it knows.
    expect([activeOf(operator), activeOf(rotated)]).toEqual([1, 2]);
    expect(rotated.status().stateSource).toBe("store");
    await rotateTo("first");
    await expect.poll(() => activeOf(rotated)).toBe(1);
    await expect.poll(() => rotated.status().problems).toEqual([]);
    await rotated.promote({ ...request, toVersion: 2, override: "It is mended." });
    await expect.poll(() => activeOf(operator)).toBe(2);
    await load.stop();
    expect(load.failures).toEqual([]);
  });

  test("does not keep a process from starting, which serves what was live and joins once it fits", async () => {
    const { url } = await createDatabase();
    const projectFolder = temporaryFolder();
    const before = await startProcess(url, { projectFolder });
    await before.rollback(request);
    await before.close();
    await rotateTo("second");
    const startedAt = performance.now();
    const again = await startProcess(url, { projectFolder });
    expect(performance.now() - startedAt).toBeLessThan(slack * bootLimitMs);
    expect(activeOf(again)).toBe(1);
    expect(again.status()).toMatchObject({
      stateSource: "last_known_good",
      problems: [
        { code: "store_unavailable", message: expect.stringContaining("Check the password") },
      ],
    });
    await rotateTo("first");
    await expect.poll(() => again.status().stateSource).toBe("store");
    expect(activeOf(again)).toBe(1);
    await again.promote({ ...request, toVersion: 2, override: "It is mended." });
    expect(activeOf(again)).toBe(2);
  });
});
