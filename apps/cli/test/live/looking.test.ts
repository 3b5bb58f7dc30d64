import { existsSync } from "node:fs";
import { readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { readAllRows } from "../../../../tooling/test/read-all-rows.ts";
import { createTestDatabase, type TestDatabase } from "../../../../tooling/test/test-database.ts";
import { titleOnPostgres } from "../../../../tooling/test/title-on-postgres.ts";
import { brief, topicConfig } from "../ci/topic-config.js";
import { type CliProject, createCliProject, createStoredProject } from "../cli-project.js";
import { greetingConfig, greetings } from "../greeting-config.js";

const adminUrl = inject("postgresAdminUrl");
const context = ["--context", '{"name": "Ada"}'];
const because = ["--reason", "Because"];

/** One story on one database, with two working copies of two builds. */
describe.skipIf(adminUrl === null)(
  titleOnPostgres("looking at production from an unreviewed working copy"),
  { timeout: 120_000 },
  () => {
    let database: TestDatabase;
    let release: CliProject;
    let draft: CliProject;

    const check = async (project: CliProject, prompts: ReturnType<typeof greetings>) => {
      await project.write("promptrail.config.ts", greetingConfig(prompts, "production"));
      await project.run("lock");
    };

    beforeAll(async () => {
      database = await createTestDatabase(adminUrl ?? "");
      const variables = { DATABASE_URL: database.url };
      release = await createCliProject(variables);
      draft = await createCliProject(variables);
      await check(release, greetings("deprecated", "active"));
      // The draft's generation is the newer one, its v2 was edited, v3 is active, and a family is new.
      await check(draft, greetings("deprecated", "active"));
      const [first, second, third] = greetings("deprecated", "deprecated", "active");
      if (first === undefined || second === undefined || third === undefined) return;
      const edited = { ...second, userTemplate: "Edited for {{ name }}" };
      const added = { ...first, family: "farewell", status: "active" as const };
      await draft.write(
        "promptrail.config.ts",
        greetingConfig([first, edited, third, added], "production"),
      );
    }, 120_000);
    afterAll(async () => {
      await release?.remove();
      await draft?.remove();
      await database?.drop();
    });

    const readRows = async () => JSON.stringify(await readAllRows(database.url, "promptrail"));

    test("before the first deployment makes nothing, and says what does", async () => {
      const before = await readRows();
      for (const args of [["status"], ["history", "--verify"], ["rollback", "greeting"]]) {
        const { exitCode, err } = await draft.run(...args);
        expect(err).toMatch(/does not exist yet: it has no schema.*promptrail deploy/);
        expect(exitCode).toBe(2);
      }
      expect(await readRows()).toBe(before);
      expect(existsSync(join(draft.folder, ".promptrail"))).toBe(false);
    });

    test("runs there what the code declares, in memory, and says so in one line", async () => {
      const rendered = await draft.run("render", "greeting", ...context);
      expect(rendered.out).toContain("Greeting 3 for Ada");
      expect(rendered.err).toMatch(
        /^! .* runs what the code declares \(greeting_v3\), in memory\.\n$/,
      );
      expect(rendered.exitCode).toBe(0);
      const called = await draft.run("call", "greeting", ...context, "--json");
      expect(JSON.parse(called.out)).toMatchObject({ version: 3, outcome: "ok" });
      expect(await readRows()).toBe("[]");
    });

    test("after it changes nothing that was declared, whatever is looked at", async () => {
      expect(await release.run("deploy")).toMatchObject({ exitCode: 0 });
      const before = await readRows();
      for (const args of [
        ["status"],
        ["history", "--verify"],
        ["history", "greeting"],
        ["fleet"],
      ]) {
        const { exitCode, err } = await draft.run(...args);
        expect({ args, exitCode }).toEqual({ args, exitCode: args[0] === "status" ? 1 : 0 });
        // A verification is about the store alone.
        const told = args.includes("--verify")
          ? /^$/
          : /production: greeting_v2 is already registered with different content/;
        expect(err).toMatch(told);
      }
      expect(await readRows()).toBe(before);
    });

    test("runs a version as it is registered, not as the working copy has it", async () => {
      const { out, err } = await draft.run("render", "greeting", ...context);
      expect(out).toContain("Greeting 2 for Ada");
      expect(err).toMatch(/greeting_v2 is already registered with different content/);
    });

    test("runs a family in memory that was never deployed", async () => {
      const { out, err } = await draft.run("render", "farewell", ...context);
      expect(out).toContain("Greeting 1 for Ada");
      expect(err).toMatch(/Family "farewell" was never deployed here.*in memory\.$/m);
    });

    test("cannot promote what is not registered, and hears what registers it", async () => {
      const promote = ["promote", "greeting", "3", ...because, "--json"];
      const { exitCode, out } = await draft.run(...promote);
      expect(JSON.parse(out)).toMatchObject({
        error: { code: "unknown_version", message: expect.stringContaining("promptrail deploy") },
      });
      expect(exitCode).toBe(2);
    });

    test("does not break the release's next deployment", async () => {
      expect(await release.run("deploy")).toMatchObject({ exitCode: 0 });
      expect(await release.run("status")).toMatchObject({ exitCode: 0 });
    });
  },
);

test("a folder without a store gets none by looking, and one by migrate", {
  timeout: 120_000,
}, async () => {
  const project = await createCliProject();
  try {
    await project.write("promptrail.config.ts", greetingConfig(greetings("active")));
    const before = await readdir(project.folder, { recursive: false });
    const looked = await project.run("status");
    expect(looked.err).toMatch(/does not exist yet: its folder has no files/);
    expect(looked.exitCode).toBe(2);
    expect(await readdir(project.folder)).toEqual(before);
    expect(await project.run("migrate")).toMatchObject({ exitCode: 0 });
    const migrated = await project.run("status");
    expect(migrated.err).toMatch(/has no environment "development"\. It has: none yet/);
    expect(migrated.exitCode).toBe(2);
  } finally {
    await project.remove();
  }
});

test("an eval before the first deployment says that its evidence is not stored", {
  timeout: 120_000,
}, async () => {
  const project = await createCliProject();
  try {
    await project.run("init");
    const { exitCode, err } = await project.run("eval", "ticket_summary");
    expect(err).toMatch(/^! .* in memory, and stores no evidence\.$/m);
    expect(exitCode).toBe(0);
    expect(existsSync(join(project.folder, ".promptrail", "store"))).toBe(false);
  } finally {
    await project.remove();
  }
});

test("a run before the first deployment asks no gate, for which a dataset would be read", async () => {
  const project = await createCliProject();
  try {
    await project.run("init");
    await rm(join(project.folder, "datasets"), { recursive: true });
    const ticket = ["--context", '{"ticket": {"subject": "Lamp", "messages": []}}'];
    const { exitCode, out, err } = await project.run("render", "ticket_summary", ...ticket);
    expect(out).toContain("Subject: Lamp");
    expect(err).toMatch(
      /Until then this command runs what the code declares \(ticket_summary_v1\)/,
    );
    expect(exitCode).toBe(0);
    expect(existsSync(join(project.folder, ".promptrail"))).toBe(false);
  } finally {
    await project.remove();
  }
});

test("the commands that a run names as a cure are about its environment; what is quoted stays", async () => {
  const project = await createStoredProject();
  const staging = ["--env", "staging"];
  try {
    await project.write("promptrail.config.ts", topicConfig([brief("active"), brief("draft")]));
    const evaluated = await project.run("eval", "topic", "--version", "2", ...staging);
    expect(evaluated.out).toContain("run `promptrail deploy --env staging`, then");
    const quoting = ["--context", '{"topic": "`promptrail status`"}', ...staging];
    const rendered = await project.run("render", "topic", ...quoting);
    expect(rendered.out).toContain("`promptrail status`");
  } finally {
    await project.remove();
  }
});
