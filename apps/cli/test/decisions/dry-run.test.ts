import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { readAllRows } from "../../../../tooling/test/read-all-rows.ts";
import { createTestDatabase, type TestDatabase } from "../../../../tooling/test/test-database.ts";
import { titleOnPostgres } from "../../../../tooling/test/title-on-postgres.ts";
import { type CliProject, createCliProject } from "../cli-project.js";
import { greetings } from "../greeting-config.js";

const adminUrl = inject("postgresAdminUrl");
const because = ["--reason", "Because"];

/** Version 4 asks for what no version did that is live, and version 3 has no evidence. */
function withTown(declared: ReturnType<typeof greetings>): ReturnType<typeof greetings> {
  return declared.map((prompt) =>
    prompt.version === 4 ? { ...prompt, userTemplate: "{{ name }} of {{ town }}" } : prompt,
  );
}

const prompts = withTown(greetings("deprecated", "active", "draft", "draft"));

function toConfig(declared = prompts): string {
  return `
    import { defineConfig } from "@promptrail/config";
    import { definePrompt } from "@promptrail/core";
    import { cases, defineSuite, maxWords } from "@promptrail/evals";
    import { simulatedProvider } from "@promptrail/testing";
    export default defineConfig({
      prompts: ${JSON.stringify(declared)}.map((prompt) => definePrompt(prompt)),
      providers: [simulatedProvider()],
      suites: [defineSuite({
        family: "greeting", evals: [maxWords(100)],
        dataset: cases("names", [{ id: "a", context: { name: "Ada", town: "Rome" } }]),
      })],
      environment: "production",
    });`;
}

/** One story on one database; `server` runs on it from the middle on. */
describe.skipIf(adminUrl === null)(titleOnPostgres("a dry run"), { timeout: 240_000 }, () => {
  let database: TestDatabase;
  let project: CliProject;
  beforeAll(async () => {
    database = await createTestDatabase(adminUrl ?? "");
    project = await createCliProject({ DATABASE_URL: database.url });
    await project.write("promptrail.config.ts", toConfig());
    await project.run("lock");
  });
  afterAll(async () => {
    await project?.remove();
    await database?.drop();
  });

  /** Runs a command that is to leave every row of the store as it is. */
  const tryOut = async (...args: readonly string[]) => {
    const before = await readAllRows(database.url, "promptrail");
    const run = await project.run(...args, "--dry-run");
    expect(await readAllRows(database.url, "promptrail")).toEqual(before);
    return run;
  };
  const tryJson = async (...args: readonly string[]) =>
    JSON.parse((await tryOut(...args, "--json")).out);
  const history = async () => JSON.parse((await project.run("history", "--json")).out).decisions;

  test("of the first deployment names what it would make", async () => {
    const { exitCode, out } = await tryOut("deploy");
    expect(out).toContain("Dry run: nothing was changed.\nThe store does not exist yet");
    expect(out).toMatch(/^4 versions would be registered: greeting_v1, /m);
    expect(out).toMatch(/^greeting +1 +v2 +v2 +first seen$/m);
    expect(out).toMatch(/Everything that the code declares would be live in production\.\n$/);
    expect(exitCode).toBe(0);
    await project.run("migrate");
    expect(await tryJson("deploy")).toMatchObject({ dry_run: true, creates: "environment" });
  });

  test("of a deployment names what would wait, and what would be registered", async () => {
    expect((await project.run("deploy")).exitCode).toBe(0);
    expect(await tryJson("deploy")).toMatchObject({
      dry_run: true,
      creates: null,
      registers: [],
      families: [{ outcome: "unchanged", is_live: true }],
    });
    const newer = greetings("deprecated", "deprecated", "draft", "draft", "active");
    await project.write("promptrail.config.ts", toConfig(withTown(newer)));
    await project.run("lock");
    const tried = await tryOut("deploy");
    expect(tried.out).toMatch(/^1 version would be registered: greeting_v5\.$/m);
    expect(tried.out).toMatch(
      /^greeting +2 +v5 +v2 +pending +greeting_v5 cannot be promoted: there/m,
    );
    expect(tried.out).toMatch(/✗ 1 of 1 declared version would not be live in production\.\n$/);
    expect(tried.exitCode).toBe(1);
    await project.write("promptrail.config.ts", toConfig());
    await project.run("lock");
  });

  test("of a promotion names every reason against it", async () => {
    const { exitCode, err } = await tryOut("promote", "greeting", "4", ...because);
    expect(err).toMatch(/it requires 'town'.* Also: .*there is no evidence/);
    expect(exitCode).toBe(1);
    const { error } = await tryJson("promote", "greeting", "4", ...because);
    expect(error.data.refusals).toMatchObject([{ code: "not_eligible" }, { code: "gate_refused" }]);
  });

  const overridden = ["promote", "greeting", "3", ...because, "--override", "No time"];

  test("of a promotion tells what it would do, as the promotion does it then", async () => {
    await project.run("shadow", "greeting", "3", ...because);
    const { out, exitCode } = await tryOut(...overridden);
    expect(out).toBe(
      [
        "Dry run: nothing was changed.",
        "✓ greeting_v2 → greeting_v3 would be active in production at revision 3",
        "  The shadow run of v3 on 100 % of the calls would end.",
        "",
      ].join("\n"),
    );
    expect(exitCode).toBe(0);
    const { dry_run, effects, ...tried } = await tryJson(...overridden);
    expect(dry_run).toBe(true);
    expect(effects.shadow).toEqual({ before: { version: 3, rate: 1 }, after: null });
    expect(JSON.parse((await project.run(...overridden, "--json")).out)).toEqual(tried);
    expect(await history()).toHaveLength(3);
  });

  test("is the same document from the store and from a server", async () => {
    const { secret } = JSON.parse(
      (await project.run("keys", "add", "admin", "--scopes", "all", "--json")).out,
    );
    const server = project.start("serve", "--port", "0");
    const url = await server.waitFor(/http:\/\/127\.0\.0\.1:\d+/);
    // In another folder, where no server runs.
    const alone = await createCliProject({ DATABASE_URL: database.url });
    const remote = await createCliProject({ PROMPTRAIL_SERVER: url, PROMPTRAIL_KEY: secret });
    await alone.write("promptrail.config.ts", toConfig());
    try {
      const rollback = ["rollback", "greeting", "--dry-run"];
      const promotion = ["promote", "greeting", "4", ...because, "--dry-run"];
      for (const asked of [
        rollback,
        promotion,
        [...rollback, "--json"],
        [...promotion, "--json"],
      ]) {
        const told = await alone.run(...asked);
        expect(await remote.run(...asked)).toEqual(told);
      }
      const { out } = await remote.run(...rollback, "--json");
      expect(JSON.parse(out)).toMatchObject({
        rolled_back_from: "greeting_v3",
        rolled_back_to: "greeting_v2",
        dry_run: true,
        effects: { hold: { before: null, after: { revision: expect.any(Number) } } },
      });
      expect((await remote.run(...rollback)).out).toContain(
        "\n  A hold would be put on the family: deployments could not undo it.\n",
      );
    } finally {
      await Promise.all([alone.remove(), remote.remove()]);
      server.signal("SIGTERM");
      await server.ended;
    }
  });

  test.each([
    ["promote", ["promote", "greeting", "3", ...because, "--wait"]],
    ["rollback", ["rollback", "greeting", "--wait", "10"]],
  ])("of %s waits for nobody", async (_command, args) => {
    const { exitCode, err } = await tryOut(...args);
    expect(err).toMatch(/--dry-run changes nothing, so there is nothing to wait for/);
    expect(exitCode).toBe(2);
  });
});
