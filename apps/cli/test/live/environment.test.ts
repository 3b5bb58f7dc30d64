import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { createTestDatabase, type TestDatabase } from "../../../../tooling/test/test-database.ts";
import { titleOnPostgres } from "../../../../tooling/test/title-on-postgres.ts";
import { type CliProject, createCliProject } from "../cli-project.js";
import { greetingConfig, greetings } from "../greeting-config.js";

const adminUrl = inject("postgresAdminUrl");
const key = "an-admin-key-of-the-operator";
const prompts = greetings("deprecated", "active");
const unnamed = greetingConfig(prompts).replace(/environment: .*/, "");
const because = ["--reason", "Impolite"];

/** One story on one database: two working copies, one of which names no environment. */
describe.skipIf(adminUrl === null)(
  titleOnPostgres("the environment of a command"),
  { timeout: 120_000 },
  () => {
    let database: TestDatabase;
    let production: CliProject;
    let forgetful: CliProject;
    const others: CliProject[] = [];

    const create = async (config: string, variables: Readonly<Record<string, string>> = {}) => {
      const project = await createCliProject({ DATABASE_URL: database.url, ...variables });
      others.push(project);
      await project.write("promptrail.config.ts", config);
      await project.run("lock");
      return project;
    };

    beforeAll(async () => {
      database = await createTestDatabase(adminUrl ?? "");
      production = await create(unnamed, { PROMPTRAIL_ENV: "production" });
      forgetful = await create(unnamed);
      expect(await production.run("deploy")).toMatchObject({ exitCode: 0 });
    }, 120_000);
    afterAll(async () => {
      for (const project of others) await project.remove();
      await database?.drop();
    });

    test("that nobody named and the store does not have is refused, with those that there are", async () => {
      const { exitCode, err } = await forgetful.run("rollback", "greeting", ...because);
      expect(err).toMatch(
        /no environment "development".*It has: production.*No environment was named/,
      );
      expect(exitCode).toBe(2);
      const misspelt = await forgetful.run("status", "--env", "prodution");
      expect(misspelt.err).toMatch(/no environment "prodution"\. Did you mean "production"\?/);
      expect(misspelt.exitCode).toBe(2);
    });

    test("that nobody named is told where the store has others", async () => {
      const deployed = await forgetful.run("deploy");
      expect(deployed.err).toMatch(
        /^! development: PROMPTRAIL_ENV is not set.*also has production/,
      );
      expect(deployed.out).toMatch(
        /^✓ Everything that the code declares is live in development\.$/m,
      );
      const { out, err } = await forgetful.run("rollback", "greeting", ...because);
      expect(err).toMatch(/^! development: PROMPTRAIL_ENV is not set/);
      expect(out).toMatch(/^✓ greeting_v2 → greeting_v1 in development at revision 2/);
    });

    test("is the one of --env before all others, and stands in every line", async () => {
      const run = (...args: readonly string[]) => forgetful.run(...args, "--env", "production");
      const status = await run("status");
      expect(status.out).toMatch(/^production at revision 1/);
      expect(status.err).toBe("");
      const back = await run("rollback", "greeting", ...because);
      expect(back.out).toMatch(/^✓ greeting_v2 → greeting_v1 in production at revision 2/);
      const again = await run("rollback", "greeting", "--to", "1", ...because);
      expect(again.out).toMatch(/^greeting_v1 was active in production already/);
      const history = await run("history", "greeting");
      expect(history.out.match(/^ +\d+ {2}\S+ \S+ {2}production {2}/gm)).toHaveLength(2);
      const stale = await run("archive", "greeting", "2", "--from", "2", ...because);
      expect(stale.err).toMatch(/^✗ In production: /);
      const fleet = await run("fleet");
      expect(fleet.out).toMatch(/^No process of production /);
    });

    test("that config and PROMPTRAIL_ENV name differently is refused", async () => {
      const torn = await create(greetingConfig(prompts, "staging"), {
        PROMPTRAIL_ENV: "production",
      });
      for (const command of ["status", "deploy", "serve"]) {
        const { exitCode, err } = await torn.run(command);
        expect(err).toMatch(/config names "staging", but PROMPTRAIL_ENV is "production"/);
        expect(exitCode).toBe(2);
      }
      expect(await torn.run("status", "--env", "production")).toMatchObject({ err: "" });
    });

    test("that the server does not serve is refused", async () => {
      const served = await create(unnamed, {
        PROMPTRAIL_ENV: "production",
        PROMPTRAIL_ADMIN_KEY: key,
      });
      const url = await served.start("serve", "--port", "0").waitFor(/http:\/\/127\.0\.0\.1:\d+/);
      const remote = await create(unnamed, { PROMPTRAIL_SERVER: url, PROMPTRAIL_KEY: key });
      const { exitCode, err } = await remote.run("status");
      expect(err).toMatch(
        /serves production, but this command is for development.*--env production/,
      );
      expect(exitCode).toBe(2);
      const asked = await remote.run("status", "--env", "production");
      expect(asked.out).toMatch(/^production at revision 2/);
    });

    test("that is no name is refused", async () => {
      const { exitCode, err } = await production.run("status", "--env", "Pro duction");
      expect(err).toMatch(/is not a valid environment name/);
      expect(exitCode).toBe(2);
    });
  },
);
