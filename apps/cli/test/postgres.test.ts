import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { createClient } from "@promptrail/client";
import { followServer } from "@promptrail/client/follow";
import { definePrompt, type PromptrailConfig } from "@promptrail/core";
import { createPromptrail } from "@promptrail/runtime";
import { postgres } from "@promptrail/store-postgres";
import { simulatedProvider } from "@promptrail/testing";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { slack } from "../../../tooling/test/run/promise-slack.ts";
import { createTestDatabase, type TestDatabase } from "../../../tooling/test/test-database.ts";
import { titleOnPostgres } from "../../../tooling/test/title-on-postgres.ts";
import { type CliProject, createCliProject, type StartedCommand } from "./cli-project.js";
import { greetingConfig, greetings } from "./greeting-config.js";

const adminUrl = inject("postgresAdminUrl");
const title = titleOnPostgres("one PostgreSQL for many processes");

const key = "an-admin-key-of-the-operator";
const name = "Ada";
const build = greetings("deprecated", "active");

/** Promised is one second. */
const withinPromise = { timeout: slack * 1_000 };

interface Server {
  readonly command: StartedCommand;
  readonly client: ReturnType<typeof createClient>;
}

/** One story on one database: each test goes on where the one before ended. */
describe.skipIf(adminUrl === null)(title, () => {
  let database: TestDatabase;
  const projects: CliProject[] = [];
  const closing: (() => Promise<unknown>)[] = [];
  const servers: Server[] = [];

  /** A machine of its own: its folder has no other machine's server file or key. */
  const createMachine = async (prompts = build) => {
    const machine = await createCliProject({
      DATABASE_URL: database.url,
      PROMPTRAIL_ADMIN_KEY: key,
    });
    projects.push(machine);
    await machine.write("promptrail.config.ts", greetingConfig(prompts));
    await machine.run("lock");
    return machine;
  };

  const serve = async (machine: CliProject): Promise<Server> => {
    const command = machine.start("serve", "--port", "0");
    closing.push(() => {
      command.signal("SIGTERM");
      return command.ended;
    });
    const url = await command.waitFor(/http:\/\/127\.0\.0\.1:\d+/);
    return { command, client: createClient({ url, key }) };
  };

  const open = async (settings: Parameters<typeof createPromptrail>[1], store?: "postgres") => {
    const config: PromptrailConfig = {
      prompts: build.map((prompt) => definePrompt(prompt)),
      providers: [simulatedProvider()],
      families: { greeting: { gate: "none" } },
      environment: "development",
      ...(store === undefined ? {} : { store: postgres(database.url) }),
    };
    const promptrail = await createPromptrail(config, { ...settings, onProblem: () => {} });
    closing.push(() => promptrail.close());
    return promptrail;
  };

  /** The version that a call runs on now, in every process. */
  const readServed: (() => Promise<number>)[] = [];
  const served = () => Promise.all(readServed.map((read) => read()));
  const servedByAll = (version: number) => readServed.map(() => version);

  let operator: CliProject;

  beforeAll(async () => {
    database = await createTestDatabase(adminUrl ?? "");
    operator = await createMachine();
    for (const machine of [await createMachine(), await createMachine()]) {
      servers.push(await serve(machine));
    }
    const [first] = servers;
    const url = (await first?.command.waitFor(/http:\/\/127\.0\.0\.1:\d+/)) ?? "";
    const follower = await open({ statusSource: followServer({ url, key }) });
    const direct = await open({}, "postgres");
    readServed.push(
      ...servers.map(
        (_, index) => async () =>
          (await servers[index]?.client.call("greeting", { name }))?.version ?? 0,
      ),
      ...[follower, direct].map(
        (runtime) => async () => (await runtime.call("greeting", { name })).version,
      ),
    );
  });

  afterAll(async () => {
    for (const close of closing.reverse()) await close();
    await Promise.all(projects.map((project) => project.remove()));
    await database?.drop();
  });

  test("every process serves what the code declares", async () => {
    expect(await served()).toEqual(servedByAll(2));
  });

  test("a rollback by the command line reaches two servers, a follower and a runtime", async () => {
    const result = await operator.run("rollback", "greeting", "--reason", "Impolite", "--json");
    expect(JSON.parse(result.out)).toMatchObject({ rolled_back_to: "greeting_v1" });
    await expect.poll(served, withinPromise).toEqual(servedByAll(1));
  });

  test("the restart of a server does not undo it", async () => {
    const [old] = servers;
    old?.command.signal("SIGTERM");
    expect(await old?.command.ended).toMatchObject({ exitCode: 0 });
    servers[0] = await serve(await createMachine());
    expect((await servers[0].client.call("greeting", { name })).version).toBe(1);
    const { snapshot } = await servers[0].client.status();
    expect(snapshot.families).toMatchObject([{ activeVersion: 1, hold: { revision: 2 } }]);
  });

  test("a deployment that nobody acknowledged waits, and status says for what", async () => {
    const next = greetings("deprecated", "deprecated", "active");
    await operator.write("promptrail.config.ts", greetingConfig(next));
    expect((await operator.run("lock")).out).toContain("greeting_v3 added (active)");
    // A server on the new build deploys it when it starts.
    const deployed = await createMachine(next);
    const lock = await readFile(join(operator.folder, "prompts.lock.json"), "utf8");
    await deployed.write("prompts.lock.json", lock);
    const { client } = await serve(deployed);
    expect((await client.call("greeting", { name })).version).toBe(1);
    await expect
      .poll(() => servers[1]?.client.status())
      .toMatchObject({ snapshot: { revision: 3 } });
    const status = await operator.run("status");
    expect(status.out).toMatch(
      /declared version 3 waits: a rollback at revision 2 put a hold on the family; acknowledge it/,
    );
    expect(status.exitCode).toBe(1);
    expect((await servers[1]?.client.call("greeting", { name }))?.version).toBe(1);
  });

  test("two people who roll back at once land one step back", async () => {
    const promote = ["promote", "greeting", "3", "--reason", "Reviewed"];
    expect(await operator.run(...promote)).toMatchObject({ exitCode: 0 });
    const rollback = ["rollback", "greeting", "--from", "3", "--json"];
    const results = await Promise.all([operator.run(...rollback), operator.run(...rollback)]);
    const refused = results.find(({ exitCode }) => exitCode === 1);
    expect(results).toContainEqual(expect.objectContaining({ exitCode: 0 }));
    expect(JSON.parse(refused?.out ?? "")).toMatchObject({ error: { code: "stale_state" } });
    const { decisions } = JSON.parse((await operator.run("history", "greeting", "--json")).out);
    expect(decisions.slice(0, 2)).toMatchObject([
      { change: { kind: "rolled_back" }, from_version: 3, to_version: 1 },
      { change: { kind: "promoted" }, to_version: 3 },
    ]);
  });

  test("so do two who do not name the version that they leave", async () => {
    for (const version of ["2", "3"]) {
      const promote = ["promote", "greeting", version, "--reason", "Reviewed"];
      expect(await operator.run(...promote)).toMatchObject({ exitCode: 0 });
    }
    // All three come within the time in which a rollback counts as the same one.
    await database.stopClock(0);
    const rollback = ["rollback", "greeting", "--json"];
    const results = await Promise.all([operator.run(...rollback), operator.run(...rollback)]);
    const later = await operator.run(...rollback);
    const documents = [...results, later].map(({ out }) => JSON.parse(out));
    expect(documents.filter(({ already_applied }) => already_applied)).toHaveLength(2);
    expect(documents).toMatchObject(documents.map(() => ({ rolled_back_to: "greeting_v2" })));
    const { decisions } = JSON.parse((await operator.run("history", "greeting", "--json")).out);
    expect(decisions[0]).toMatchObject({ change: { kind: "rolled_back" }, from_version: 3 });
    expect(decisions[1]).toMatchObject({ change: { kind: "promoted" }, to_version: 3 });
  });

  test("one who rolls back after that time goes a step further", async () => {
    await database.stopClock(60_000);
    const { out } = await operator.run("rollback", "greeting", "--json");
    expect(JSON.parse(out)).toMatchObject({ rolled_back_to: "greeting_v1" });
    expect(JSON.parse(out)).not.toHaveProperty("already_applied");
  });
});
