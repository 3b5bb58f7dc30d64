import { existsSync } from "node:fs";
import { join } from "node:path";
import { type SimulatedUpstreams, startSimulatedUpstreams } from "@promptrail/testing/upstreams";
import { afterAll, beforeAll, beforeEach, describe, expect, inject, test } from "vitest";
import { type PostgresServer, startPostgres } from "../../../../tooling/test/postgres-server.ts";
import { type DatabaseProxy, startProxy } from "../../../../tooling/test/start-proxy.ts";
import { noPostgresReason } from "../../../../tooling/test/test-database.ts";
import { titleOnPostgres } from "../../../../tooling/test/title-on-postgres.ts";
import { type CliProject, createCliProject } from "../cli-project.js";
import { importProviders } from "../import-providers.js";

const cases = 60;
const context = ["--context", '{"name": "Ada"}'];
const away = /The store postgres \(127\.0\.0\.1:\d+\/postgres\) is not available: .*Check that/;

const prompts = [1, 2, 3].map((version) => ({
  family: "greeting",
  version,
  status: version === 1 ? "active" : "draft",
  provider: "openai",
  model: "gpt-4.1-mini",
  maxTokens: 90,
  changelog: "Other words.",
  userTemplate: `Greeting ${version} for {{ name }} in at most 20 words.`,
}));

const config = `
  ${importProviders("openai")}
  import { defineConfig } from "@promptrail/config";
  import { definePrompt } from "@promptrail/core";
  import { cases, defineSuite, maxWords } from "@promptrail/evals";
  const rows = Array.from({ length: ${cases} }, (_, index) => ({
    id: "case-" + index, context: { name: "Ada " + index },
  }));
  export default defineConfig({
    prompts: ${JSON.stringify(prompts)}.map((prompt) => definePrompt(prompt)),
    providers: [openai()],
    suites: [defineSuite({ family: "greeting", dataset: cases("rows", rows), evals: [maxWords(90)] })],
    environment: "production",
  });`;

/** One story on one database: each test goes on where the one before ended. */
describe.skipIf(inject("postgresAdminUrl") === null)(
  titleOnPostgres("a store that is away"),
  { timeout: 120_000 },
  () => {
    let server: PostgresServer;
    /** What the commands know of the database: through it the database goes away and comes back. */
    let proxy: DatabaseProxy;
    let upstreams: SimulatedUpstreams;
    let project: CliProject;
    /** Another working copy, in which no process ever ran. */
    let fresh: CliProject;

    const create = async () => {
      const created = await createCliProject({
        DATABASE_URL: proxy.url,
        OPENAI_API_KEY: "simulated",
        OPENAI_BASE_URL: upstreams.openai.baseUrl,
      });
      await created.write("promptrail.config.ts", config);
      await created.run("lock");
      return created;
    };

    beforeAll(async () => {
      const started = await startPostgres();
      if (started === null) throw new Error(noPostgresReason);
      server = started;
      proxy = await startProxy(server.adminUrl);
      upstreams = await startSimulatedUpstreams();
      project = await create();
      fresh = await create();
    }, 120_000);
    afterAll(async () => {
      await project?.remove();
      await fresh?.remove();
      await upstreams?.close();
      await proxy?.close();
      await server?.stop();
    });
    beforeEach(() => upstreams.openai.reset());

    const calls = () => upstreams.openai.requests.length;
    const evaluate = ["eval", "greeting", "--version", "2"] as const;

    test("has left nothing in a working copy whose commands only looked", async () => {
      const release = await create();
      expect(await release.run("deploy")).toMatchObject({ exitCode: 0 });
      await release.remove();
      for (const args of [["status"], ["render", "greeting", ...context], ["fleet"]]) {
        expect(await project.run(...args)).toMatchObject({ exitCode: 0, err: "" });
      }
      expect(existsSync(join(project.folder, ".promptrail"))).toBe(false);
    });

    test("when an eval ends leaves its paid answers, which the next one takes", async () => {
      // So long the run goes on: the store is away by then.
      upstreams.openai.script({ type: "latency", milliseconds: 1_500 });
      const running = project.start(...evaluate);
      await expect.poll(calls).toBeGreaterThan(0);
      const nowhere = new URL(server.adminUrl);
      nowhere.port = "1";
      proxy.redirect(nowhere.href);
      proxy.cut();
      const { exitCode, out, err } = await running.ended;
      expect(err).toMatch(
        /✗ greeting_v2 was compared with greeting_v1 \(verdict: pass\), but its evidence was not stored in production\. The store postgres .*`promptrail eval greeting --version 2` again\. Within 24 hours it takes the answers from there/,
      );
      expect({ exitCode, out }).toEqual({ exitCode: 3, out: "" });
      expect(calls()).toBe(2 * cases);
      expect(err).toContain(join(project.folder, ".promptrail", "evals"));

      proxy.redirect(server.adminUrl);
      const again = await project.run(...evaluate);
      expect(again).toMatchObject({ exitCode: 0 });
      expect(again.out).toMatch(/Gate: PASS/);
      expect(calls()).toBe(2 * cases);
      const promoted = await project.run("promote", "greeting", "2", "--reason", "It passed");
      expect(promoted).toMatchObject({ exitCode: 0 });
    });

    test("costs an eval nothing, and the reason ends it", async () => {
      const application = project.start("serve", "--port", "0");
      await application.waitFor(/Admin key, shown once/);
      application.signal("SIGTERM");
      expect(await application.ended).toMatchObject({ exitCode: 0 });
      await server.stop();
      for (const args of [evaluate, ["eval"]]) {
        const { exitCode, out, err } = await project.run(...args);
        expect(err).toMatch(away);
        expect(err).toMatch(/Nothing was run, and no vendor was called/);
        expect({ exitCode, out }).toEqual({ exitCode: 3, out: "" });
      }
      expect(calls()).toBe(0);
    });

    test("ends every other command that looks or decides, with the same words", async () => {
      for (const args of [
        ["status"],
        ["fleet"],
        ["history", "greeting"],
        ["history", "--verify"],
        ["keys", "list"],
        ["lock", "--acknowledge"],
        ["rollback", "greeting", "--reason", "Bad"],
        ["promote", "greeting", "3", "--reason", "Good", "--override", "None"],
        ["deploy"],
        ["migrate"],
      ]) {
        const { exitCode, out, err } = await project.run(...args);
        expect({ args, exitCode, out }).toEqual({ args, exitCode: 3, out: "" });
        expect(err).toMatch(new RegExp(`^✗ ${away.source}[^\\n]*\\n$`));
      }
    });

    test("leaves a call on what an application of the folder knew last, which is told in one line", async () => {
      const rendered = await project.run("render", "greeting", ...context);
      expect(rendered.out).toContain("Greeting 2 for Ada");
      expect(rendered.err).toMatch(
        /^! production: The store postgres .*uses greeting_v2 from the last-known-good file \(revision 2\);.*\n$/,
      );
      expect(rendered.exitCode).toBe(0);
      const called = await project.run("call", "greeting", ...context, "--json");
      expect(JSON.parse(called.out)).toMatchObject({ version: 2, state_source: "last_known_good" });
      expect(called.err).toBe(rendered.err);
      const pinned = await project.run("render", "greeting", ...context, "--version", "3");
      expect(pinned.err).toMatch(/uses greeting_v3 from the last-known-good file/);
      expect(pinned.out).toContain("Greeting 3 for Ada");
    });

    test("leaves it on what the code declares where nobody knew more", async () => {
      const called = await fresh.run("call", "greeting", ...context);
      expect(called.err).toMatch(
        /^! production: The store postgres .*uses greeting_v1 from what the code declares;.*\n$/,
      );
      expect(called.out).toMatch(/^greeting_v1 · production/m);
      expect(called.exitCode).toBe(0);
      expect(calls()).toBe(1);
      const unknown = await fresh.run("call", "greeting", ...context, "--version", "4");
      expect(unknown.err).toMatch(
        /^✗ The store postgres .*cannot run greeting_v4\. It can run the versions: 1, 2, 3\. \(store_unavailable\)\n$/,
      );
      expect(unknown.exitCode).toBe(3);
      expect(existsSync(join(fresh.folder, ".promptrail"))).toBe(false);
    });

    test("leaves a family that must not run without its state refused", async () => {
      const refusing = config.replace(
        "environment:",
        'families: { greeting: { withoutState: "refuse" } }, environment:',
      );
      await fresh.write("promptrail.config.ts", refusing);
      const { exitCode, err } = await fresh.run("call", "greeting", ...context);
      expect(err).toMatch(/! production: The store postgres .*\n✗ Family "greeting" is not served/);
      expect(exitCode).toBe(3);
      expect(calls()).toBe(0);
      const pinned = await fresh.run("render", "greeting", ...context, "--version", "2");
      expect(pinned.err).toMatch(/uses greeting_v2 from what the code declares/);
    });
  },
);
