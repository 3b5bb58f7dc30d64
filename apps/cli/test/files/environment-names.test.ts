import { readdir } from "node:fs/promises";
import { dirname, join } from "node:path";
import { describe, expect, inject, onTestFinished, test } from "vitest";
import { runSql } from "../../../../tooling/test/run-sql.ts";
import { createTestDatabase } from "../../../../tooling/test/test-database.ts";
import { titleOnPostgres } from "../../../../tooling/test/title-on-postgres.ts";
import { type CliProject, createCliProject, createStoredProject } from "../cli-project.js";
import { greetingConfig, greetings } from "../greeting-config.js";

const adminUrl = inject("postgresAdminUrl");
const config = greetingConfig(greetings("active")).replace(/environment: .*/, "");

const prepare = async (creating: Promise<CliProject>) => {
  const project = await creating;
  onTestFinished(() => project.remove());
  await project.write("promptrail.config.ts", config);
  await project.run("lock");
  return project;
};
const listKept = ({ folder }: CliProject) => readdir(join(folder, ".promptrail"));

test.each(["../../x", "a\nb"])("an environment named %j is not made", async (name) => {
  const project = await prepare(createStoredProject({ PROMPTRAIL_ENV: name }));
  const before = await readdir(dirname(project.folder));
  const { exitCode, err } = await project.run("deploy");
  expect(err).toContain(`${JSON.stringify(name)} is not a valid environment name`);
  expect(exitCode).toBe(2);
  expect((await project.run("status")).exitCode).toBe(2);
  expect((await readdir(dirname(project.folder))).filter((path) => path === "x")).toEqual(
    before.filter((path) => path === "x"),
  );
});

test("an environment may have capitals and dots in its name, and names its files", async () => {
  const project = await prepare(createStoredProject({ PROMPTRAIL_ENV: "Prod.eu-1" }));
  const server = project.start("serve", "--port", "0");
  await server.waitFor(/Admin key, shown once: pk_Prod-eu-1_/);
  expect((await project.run("status")).exitCode).toBe(0);
  server.signal("SIGTERM");
  await server.ended;
  const kept = ["admin-Prod.eu-1.key", "last-known-good-Prod.eu-1.json"];
  expect(await listKept(project)).toEqual(expect.arrayContaining(kept));
});

describe.skipIf(adminUrl === null)(titleOnPostgres("an environment that a store has"), () => {
  test("is served whatever its name, and its files stay in the project", async () => {
    const database = await createTestDatabase(adminUrl ?? "");
    onTestFinished(() => database.drop());
    const variables = { DATABASE_URL: database.url, PROMPTRAIL_ENV: "../../x" };
    const project = await prepare(createCliProject(variables));
    await project.run("migrate");
    await runSql(
      database.url,
      "insert into promptrail.environment_head (environment) values ('../../x')",
    );
    expect(await project.run("deploy")).toMatchObject({ exitCode: 0 });
    const server = project.start("serve", "--port", "0");
    await server.waitFor(/Admin key, shown once/);
    expect((await project.run("status")).out).toMatch(/^\.\.\/\.\.\/x at revision 1/m);
    server.signal("SIGTERM");
    expect(await server.ended).toMatchObject({ exitCode: 0 });
    const name = "%2E%2E%2F%2E%2E%2Fx";
    expect((await listKept(project)).sort()).toEqual([
      ".gitignore",
      `admin-${name}.key`,
      `last-known-good-${name}.json`,
      "spool",
    ]);
    expect(await readdir(join(project.folder, ".promptrail", "spool"))).toEqual([name]);
  });
});
