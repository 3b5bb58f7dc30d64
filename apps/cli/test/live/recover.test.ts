import { createClient } from "@promptrail/client";
import { followServer } from "@promptrail/client/follow";
import { definePrompt, type PromptrailConfig } from "@promptrail/core";
import type { StatusSource } from "@promptrail/core/lifecycle";
import { createPromptrail, type Promptrail } from "@promptrail/runtime";
import { postgres } from "@promptrail/store-postgres";
import { simulatedProvider } from "@promptrail/testing";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { createTestDatabase, type TestDatabase } from "../../../../tooling/test/test-database.ts";
import { titleOnPostgres } from "../../../../tooling/test/title-on-postgres.ts";
import { type CliProject, createCliProject } from "../cli-project.js";
import { greetingConfig, greetings } from "../greeting-config.js";
import { makeBackup, restoreBackup } from "./backup.js";

const adminUrl = inject("postgresAdminUrl");
const title = titleOnPostgres("a fleet whose store lost decisions");

const key = "an-admin-key-of-the-operator";
const because = ["--reason", "The disk died"];
const build = [
  ...greetings("deprecated", "active", "draft"),
  ...greetings("deprecated", "active").map((each) => ({ ...each, family: "farewell" })),
];

/** One story on one database: each test goes on where the one before ended. */
describe.skipIf(adminUrl === null)(title, () => {
  let database: TestDatabase;
  const projects: CliProject[] = [];
  const closing: (() => Promise<unknown>)[] = [];
  const processes: Promptrail[] = [];
  let server: ReturnType<typeof createClient>;
  let serverUrl = "";
  let operator: CliProject;
  /** Where the last of the processes runs. */
  let direct: CliProject;

  const createMachine = async (environment: Readonly<Record<string, string>> = {}) => {
    const machine = await createCliProject({
      DATABASE_URL: database.url,
      PROMPTRAIL_ADMIN_KEY: key,
      ...environment,
    });
    projects.push(machine);
    await machine.write("promptrail.config.ts", greetingConfig(build));
    await machine.run("lock");
    return machine;
  };

  /** A process of its own; where it follows no server, it has the database. */
  const open = async (folder: string, statusSource?: StatusSource): Promise<Promptrail> => {
    const config: PromptrailConfig = {
      prompts: build.map((prompt) => definePrompt(prompt)),
      providers: [simulatedProvider()],
      families: { greeting: { gate: "none" } },
      environment: "development",
      projectFolder: folder,
      ...(statusSource === undefined ? { store: postgres(database.url) } : {}),
    };
    const onProblem = () => {};
    return createPromptrail(
      config,
      statusSource === undefined ? { onProblem } : { onProblem, statusSource },
    );
  };

  /** Decides through a process that knows the database alone. */
  const decideAnew = async (...versions: readonly number[]) => {
    const stranger = await open((await createMachine()).folder);
    for (const version of versions) {
      await stranger.promote({
        family: "greeting",
        toVersion: version,
        actor: "bob",
        reason: "Mended",
      });
    }
    await stranger.close();
  };

  const done = async (machine: CliProject, ...args: readonly string[]) => {
    const { exitCode, out, err } = await machine.run(...args);
    expect({ args, exitCode, err }).toEqual({ args, exitCode: 0, err: expect.any(String) });
    return out;
  };

  /** Of every process, the server first: its revision, what it serves, what troubles it. */
  const served = async () => {
    const statuses = [await server.status(), ...processes.map((each) => each.status())];
    return statuses.map(({ snapshot: { revision, families }, problems }) => ({
      revision,
      greeting: families.find(({ family }) => family === "greeting")?.activeVersion,
      farewell: families.find(({ family }) => family === "farewell")?.activeVersion,
      problems: (problems ?? []).map(({ code }) => code),
    }));
  };
  /**
   * Waits until every process serves that, and the fleet has heard so from those that report to the
   * database: a command that looks at the fleet knows no more than their reports.
   */
  const untilServed = async (...states: readonly (typeof calm & { revision: number })[]) => {
    await expect.poll(served).toEqual(states);
    const toLine = ({ revision, problems }: (typeof states)[number]) =>
      [revision, ...problems].join(" ");
    const reported = async () => (await server.fleet()).map(toLine).sort();
    await expect.poll(reported).toEqual(states.map(toLine).sort());
  };
  const all = <State extends object>(state: State) => [state, state, state] as const;
  const troubled = { problems: ["state_regression"] };
  const calm: { readonly problems: readonly string[] } = { problems: [] };

  beforeAll(async () => {
    database = await createTestDatabase(adminUrl ?? "");
    operator = await createMachine();
    const command = (await createMachine()).start("serve", "--port", "0");
    closing.push(() => {
      command.signal("SIGTERM");
      return command.ended;
    });
    serverUrl = await command.waitFor(/http:\/\/127\.0\.0\.1:\d+/);
    server = createClient({ url: serverUrl, key });
    direct = await createMachine();
    const follower = followServer({ url: serverUrl, key });
    processes.push(await open((await createMachine()).folder, follower), await open(direct.folder));
  });

  afterAll(async () => {
    await Promise.all(processes.map((each) => each.close()));
    for (const close of closing.reverse()) await close();
    await Promise.all(projects.map((project) => project.remove()));
    await database?.drop();
  });

  test("has nothing to recover before that, and says so", async () => {
    for (const keep of ["store", "fleet"]) {
      const refused = await operator.run("recover", "--keep", keep, ...because);
      expect(refused.err).toMatch(/Nothing to recover/);
      expect(refused).toMatchObject({ exitCode: 1, out: "" });
    }
    expect(await served()).toEqual(all({ revision: 2, greeting: 2, farewell: 2, ...calm }));
  });

  test("goes on with what it has, and says what is wrong and what ends it", async () => {
    await makeBackup(database.url);
    await server.promote({ family: "greeting", toVersion: 3, reason: "Shorter" });
    await done(operator, "rollback", "farewell", ...because);
    const applied = { revision: 4, greeting: 3, farewell: 1 };
    await untilServed(...all({ ...applied, ...calm }));
    await restoreBackup(database.url);
    const lost = { ...applied, ...troubled };
    // The follower trusts its server, which has not gone back.
    await untilServed(lost, { ...applied, ...calm }, lost);
    const { problems } = await server.readiness();
    expect(problems.join()).toContain("promptrail recover --keep");
    const status = await (await createMachine()).run("status");
    expect(status.out).toMatch(/reports state_regression in development: run `promptrail recover`/);
    expect(status.exitCode).toBe(1);
    // Here the last-known-good file has what was lost.
    const kept = await operator.run("status");
    expect(kept.out).toMatch(/^development at revision 4, from last known good\n/);
    expect(kept.err).toMatch(/state_regression: .* `promptrail recover --keep fleet`/);
    expect(kept.exitCode).toBe(1);
  });

  test("keeps its own state by --keep fleet, in a folder that has it", async () => {
    const stranger = await (await createMachine()).run("recover", "--keep", "fleet", ...because);
    expect(stranger.exitCode).toBe(1);
    expect(stranger.err).toMatch(/last-known-good file/);
    const out = await done(operator, "recover", "--keep", "fleet", ...because);
    expect(out).toMatch(
      /^✓ The fleet's state was kept in development, at revision \d+, which is higher than 4, the last/,
    );
    expect(out).toMatch(/^greeting +v2 +v3$/m);
    expect(out).toMatch(/^farewell +v2 +v1$/m);
    const revision = Number(/revision (\d+)/.exec(out)?.[1]);
    expect(revision).toBeGreaterThan(4);
    const now = { revision, greeting: 3, farewell: 1, ...calm };
    await untilServed(...all(now));
    const { snapshot } = await server.status();
    const farewell = snapshot.families.find(({ family }) => family === "farewell");
    expect(farewell?.hold).toMatchObject({ reason: "The disk died" });
    expect(farewell?.hold?.revision).toBeGreaterThan(2);
    const history = await done(operator, "history", "greeting");
    expect(history).toMatch(/recovered {2}kept the fleet's state \(v2 → v3\) {2}by ada \(cli\)/);
    expect(await done(operator, "history", "--verify")).toMatch(/chain is complete/);
    const again = await operator.run("recover", "--keep", "fleet", ...because);
    expect(again).toMatchObject({
      exitCode: 1,
      err: expect.stringContaining("Nothing to recover"),
    });
  });

  test("takes the store's state by --keep store, also where that has gone on meanwhile", async () => {
    await makeBackup(database.url);
    const before = (await server.status()).snapshot.revision;
    await server.promote({ family: "greeting", toVersion: 1, reason: "Shorter" });
    await server.promote({ family: "greeting", toVersion: 2, reason: "Longer" });
    const applied = { revision: before + 2, greeting: 2, farewell: 1 };
    await untilServed(...all({ ...applied, ...calm }));
    await restoreBackup(database.url);
    await decideAnew(1, 3, 1);
    // A restart changes nothing: the file keeps what was applied.
    await processes.pop()?.close();
    processes.push(await open(direct.folder));
    const lost = { ...applied, ...troubled };
    await untilServed(lost, { ...applied, ...calm }, lost);
    const stranger = await createMachine();
    const recover = ["recover", "--keep", "store", ...because, "--json"];
    const report = JSON.parse(await done(stranger, ...recover));
    expect(report).toMatchObject({ lost_revision: applied.revision, families: [], missing: [] });
    const { revision } = report;
    const now = { revision, greeting: 1, farewell: 1, ...calm };
    await untilServed(...all(now));
    expect(await done(stranger, "history", "greeting")).toMatch(
      /recovered {2}kept the state of the store at that time \(v1\)/,
    );
    expect(await done(operator, "history", "--verify")).toMatch(/chain is complete/);
  });

  test("is recovered through a server that still serves its state", async () => {
    await makeBackup(database.url);
    await server.promote({ family: "greeting", toVersion: 3, reason: "Shorter" });
    const { revision } = await server.promote({
      family: "greeting",
      toVersion: 2,
      reason: "Longer",
    });
    await restoreBackup(database.url);
    const remote = await createMachine({ PROMPTRAIL_SERVER: serverUrl, PROMPTRAIL_KEY: key });
    const report = JSON.parse(
      await done(remote, "recover", "--keep", "fleet", ...because, "--json"),
    );
    expect(report).toMatchObject({
      lost_revision: revision,
      families: [{ family: "greeting", from_version: 1, to_version: 2 }],
    });
    const now = { revision: report.revision, greeting: 2, farewell: 1, ...calm };
    await untilServed(...all(now));
  });

  test.each<[string, readonly string[], RegExp]>([
    ["no choice", ["recover", ...because], /Choose which state to keep/],
    ["a choice that there is not", ["recover", "--keep", "both", ...because], /--keep fleet/],
    ["no reason", ["recover", "--keep", "store"], /--reason is missing/],
  ])("wrong use is told: %s", async (_what, args, message) => {
    const { exitCode, err } = await operator.run(...args);
    expect(err).toMatch(message);
    expect(exitCode).toBe(2);
  });
});
