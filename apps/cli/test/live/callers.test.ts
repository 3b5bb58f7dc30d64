import { execFile } from "node:child_process";
import { copyFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { createClient } from "@promptrail/client";
import type { Status } from "@promptrail/core";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { createTestDatabase, type TestDatabase } from "../../../../tooling/test/test-database.ts";
import { titleOnPostgres } from "../../../../tooling/test/title-on-postgres.ts";
import { type CliProject, createCliProject } from "../cli-project.js";

const adminUrl = inject("postgresAdminUrl");
const title = titleOnPostgres("two working copies and two builds on one PostgreSQL");

const key = "an-admin-key-of-the-operator";
const lockFile = "prompts.lock.json";

const older = { name: "Ada" };
const newer = { name: "Ada", tone: "warm" };

/** Promised is one second. */
const withinPromise = { timeout: 5_000, interval: 20 };

/** Version 1 takes a name and refuses all else; version 2, where there is one, needs a tone as well. */
function config(first: Status, second?: Status): string {
  const version2 = `greeting(2, "${second}", "Greet {{ name }} in a {{ tone }} tone.",
    z.strictObject({ name: z.string(), tone: z.string(), mood: z.string().optional() }))`;
  return `
    import { defineConfig } from "@promptrail/config";
    import { definePrompt } from "@promptrail/core";
    import { simulatedProvider } from "@promptrail/testing";
    import { z } from "zod";
    const greeting = (version, status, userTemplate, input) => definePrompt({
      family: "greeting", version, status, userTemplate, input, changelog: "Why.",
      provider: "simulated", model: "simulated-small", maxTokens: 50,
    });
    export default defineConfig({
      prompts: [
        greeting(1, "${first}", "Greet {{ name }}.", z.strictObject({ name: z.string() })),
        ${second === undefined ? "" : version2}
      ],
      providers: [simulatedProvider()],
      families: { greeting: { gate: "none" } },
      environment: "development",
    });`;
}

/** One story on one database: each test goes on where the one before ended. */
describe.skipIf(adminUrl === null)(title, { timeout: 180_000 }, () => {
  let database: TestDatabase;
  let oldCopy: CliProject;
  let newCopy: CliProject;
  const projects: CliProject[] = [];
  const stops: (() => Promise<unknown>)[] = [];
  let oldServer: ReturnType<typeof createClient>;
  let newServer: ReturnType<typeof createClient>;

  const createCopy = async (text: string) => {
    const copy = await createCliProject({ DATABASE_URL: database.url, PROMPTRAIL_ADMIN_KEY: key });
    projects.push(copy);
    await copy.write("promptrail.config.ts", text);
    await copy.run("lock");
    return copy;
  };

  const serve = async (copy: CliProject) => {
    const command = copy.start("serve", "--port", "0");
    stops.push(() => {
      command.signal("SIGTERM");
      return command.ended;
    });
    const url = await command.waitFor(/http:\/\/127\.0\.0\.1:\d+/);
    return createClient({ url, key });
  };

  const versionOf = async (server: typeof oldServer, context: typeof older | typeof newer) =>
    (await server.call("greeting", context)).version;

  const servedBy = (version: number) =>
    expect
      .poll(
        () => Promise.all([oldServer, newServer].map((server) => versionOf(server, newer))),
        withinPromise,
      )
      .toEqual([version, version]);

  beforeAll(async () => {
    database = await createTestDatabase(adminUrl ?? "");
    oldCopy = await createCopy(config("active"));
    newCopy = await createCopy(config("active", "draft"));
    oldServer = await serve(oldCopy);
    newServer = await serve(newCopy);
  });

  afterAll(async () => {
    for (const stop of stops.reverse()) await stop();
    await Promise.all(projects.map((project) => project.remove()));
    await database?.drop();
  });

  test("the callers of both builds are served while version 1 is live", async () => {
    for (const server of [oldServer, newServer]) {
      expect(await versionOf(server, older)).toBe(1);
      expect(await versionOf(server, newer)).toBe(1);
    }
  });

  test("a mistyped name is refused by both builds", async () => {
    for (const server of [oldServer, newServer]) {
      const refused = server.call("greeting", { ...older, tonne: "warm" });
      await expect(refused).rejects.toMatchObject({ code: "context_invalid" });
      await expect(refused).rejects.toThrow(/no variable "tonne"\. Did you mean "tone"\?/);
    }
  });

  test("a promotion that would refuse every caller is refused, by the command line and over HTTP", async () => {
    const promote = ["promote", "greeting", "2", "--reason", "Warmer"];
    const refused = await newCopy.run(...promote);
    expect(refused.exitCode).toBe(1);
    expect(refused.err).toMatch(/greeting_v2 cannot be promoted: it requires 'tone'/);
    expect(refused.err).toMatch(/--callers-ready/);
    for (const server of [oldServer, newServer]) {
      const asked = server.promote({ family: "greeting", toVersion: 2, reason: "Warmer" });
      await expect(asked).rejects.toMatchObject({
        code: "not_eligible",
        data: { requires: ["tone"], active_version: 1 },
      });
    }
    expect(await versionOf(oldServer, older)).toBe(1);
  });

  test("whose callers are ready goes live in both builds, and the history says so", async () => {
    const promote = ["promote", "greeting", "2", "--reason", "Warmer", "--callers-ready"];
    expect(await newCopy.run(...promote)).toMatchObject({ exitCode: 0 });
    await servedBy(2);
    const { decisions } = JSON.parse((await oldCopy.run("history", "greeting", "--json")).out);
    expect(decisions[0]).toMatchObject({ to_version: 2, reason: "Warmer (callers ready)" });
    for (const server of [oldServer, newServer]) {
      await expect(versionOf(server, older)).rejects.toThrow(/tone/);
      const moody = await server.call("greeting", { ...newer, mood: "good" });
      expect(moody.version).toBe(2);
    }
  });

  test("after a rollback both builds serve all callers, also where the old one starts again", async () => {
    expect(await oldCopy.run("rollback", "greeting")).toMatchObject({ exitCode: 0 });
    await servedBy(1);
    const restarted = await serve(await createCopy(config("active")));
    for (const server of [oldServer, newServer, restarted]) {
      expect(await versionOf(server, newer)).toBe(1);
      expect(await versionOf(server, older)).toBe(1);
    }
  });

  test("a promotion over HTTP says that the callers are ready, also to the old build", async () => {
    await newServer.promote({ family: "greeting", toVersion: 1, reason: "It stays" });
    // It was live here: its callers gave the tone then.
    const promoted = await oldServer.promote({ family: "greeting", toVersion: 2, reason: "Again" });
    expect(promoted).toMatchObject({ promotedTo: "greeting_v2" });
    await servedBy(2);
  });
});

describe.skipIf(adminUrl === null)(
  titleOnPostgres("a version that requires more is deployed"),
  { timeout: 180_000 },
  () => {
    let database: TestDatabase;
    beforeAll(async () => {
      database = await createTestDatabase(adminUrl ?? "");
    });
    afterAll(() => database?.drop());

    test("deploy tells what it requires, and makes it live", async () => {
      const environment = { DATABASE_URL: database.url };
      const before = await createCliProject(environment);
      const after = await createCliProject(environment);
      await before.write("promptrail.config.ts", config("active"));
      await before.run("lock");
      expect(await before.run("deploy")).toMatchObject({ exitCode: 0 });
      await copyFile(join(before.folder, lockFile), join(after.folder, lockFile));
      await after.write("promptrail.config.ts", config("deprecated", "active"));
      await after.run("lock");
      const { exitCode, out } = await after.run("deploy");
      expect(out).toMatch(
        /! greeting_v2: it requires 'tone', which no version that was live here required/,
      );
      expect(exitCode).toBe(0);
      const again = JSON.parse((await after.run("deploy", "--json")).out);
      expect(again.families).toMatchObject([{ active_version: 2, new_requirements: [] }]);
      await Promise.all([before.remove(), after.remove()]);
    });
  },
);

describe("check", { timeout: 120_000 }, () => {
  let project: CliProject;
  beforeAll(async () => {
    project = await createCliProject();
    await git("init", "--quiet", "--initial-branch", "main");
    await commit(config("active"), "First");
  });
  afterAll(() => project.remove());

  const git = (...args: readonly string[]) => {
    const author = ["-c", "user.name=ada", "-c", "user.email=ada@example.com"];
    return promisify(execFile)("git", [...author, ...args], { cwd: project.folder });
  };

  const commit = async (text: string, message: string) => {
    await project.write("promptrail.config.ts", text);
    await project.run("lock");
    await git("add", "--", "promptrail.config.ts", lockFile);
    await git("commit", "--quiet", "--message", message);
  };

  const check = async (text: string) => {
    await project.write("promptrail.config.ts", text);
    await project.run("lock");
    const { exitCode, out } = await project.run("check", "--against", "main", "--json");
    const { findings } = JSON.parse(out);
    const told = findings.filter((each: { code: string }) => /new_req|context_/.test(each.code));
    return { exitCode, told };
  };

  test("warns of a version that goes live and requires what no version of the base did", async () => {
    await git("checkout", "--quiet", "-b", "at-once");
    expect(await check(config("deprecated", "active"))).toMatchObject({
      exitCode: 0,
      told: [
        {
          severity: "warning",
          code: "new_requirement",
          message: expect.stringMatching(
            /greeting_v2 goes live and requires 'tone', which no version of main.*Merge the version as a draft first/,
          ),
        },
      ],
    });
  });

  test("is silent of a draft, and of a version that the base has as a draft", async () => {
    await git("stash", "--quiet");
    await git("checkout", "--quiet", "main");
    expect((await check(config("active", "draft"))).told).toEqual([]);
    await commit(config("active", "draft"), "A draft");
    await git("checkout", "--quiet", "-b", "draft-first");
    expect((await check(config("deprecated", "active"))).told).toEqual([]);
  });

  test("finds versions that no context fits together, and names both", async () => {
    const clash = config("deprecated", "active").replace("tone: z.string()", "name: z.number()");
    const { exitCode, told } = await check(clash.replace("name: z.string(), name", "name"));
    expect(exitCode).toBe(1);
    expect(told).toMatchObject([
      {
        severity: "error",
        code: "context_conflict",
        message: expect.stringMatching(
          /both greeting_v1 and greeting_v2: 'name' is text in greeting_v1 and number in greeting_v2/,
        ),
      },
    ]);
  });
});
