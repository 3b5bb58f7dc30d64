import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type CliProject, type CliRun, createStoredProject } from "../cli-project.js";
import { greetingConfig, greetings } from "../greeting-config.js";

const prompts = greetings("deprecated", "active", "draft", "draft");

describe.each(["the store itself", "the folder's server"])("through %s", (through) => {
  let project: CliProject;
  beforeAll(async () => {
    project = await createStoredProject();
    await project.write("promptrail.config.ts", greetingConfig(prompts));
    await project.run("lock");
    await project.run("deploy");
    if (through === "the store itself") return;
    const server = project.start("serve", "--port", "0");
    await server.waitFor(/The CLI reads it from/);
  });
  afterAll(() => project.remove());

  const runJson = async (...args: readonly string[]) => {
    const { exitCode, out } = await project.run(...args, "--json");
    return { exitCode, ...JSON.parse(out) };
  };
  const because = ["--reason", "Because"];

  test("shadow starts, changes and ends a shadow run", async () => {
    const started = await project.run("shadow", "greeting", "3", "--rate", "0.25", ...because);
    expect(started.out).toMatch(
      /^✓ greeting_v3 runs in parallel with greeting_v2 on 25 % of the calls in development at revision 2\.\nNext:\n/,
    );
    const changed = await runJson("shadow", "greeting", "3", ...because);
    expect(changed).toMatchObject({ exitCode: 0, shadow: { version: 3, rate: 1 } });
    expect(changed).not.toHaveProperty("already_applied");
    const ended = await project.run("shadow", "greeting", "--off", ...because);
    expect(ended.out).toMatch(/The shadow run of greeting ended in development at revision 4/);
    const repeated = await project.run("shadow", "greeting", "--off", ...because);
    expect(repeated).toMatchObject({
      exitCode: 0,
      out: "greeting has no shadow run in development.\n",
    });
  });

  test("archive takes a version away for good, and no version that is needed", async () => {
    expect(await runJson("archive", "greeting", "4", ...because)).toMatchObject({
      archived: ["greeting_v4"],
      active: "greeting_v2",
    });
    const refused = await project.run("archive", "greeting", "2", ...because);
    expect(refused.err).toMatch(/greeting_v2 cannot be archived: it is active/);
    expect(refused.exitCode).toBe(1);
  });

  test("resume ends the hold of a rollback", async () => {
    await project.run("rollback", "greeting", ...because);
    expect(await runJson("resume", "greeting", ...because)).toMatchObject({
      exitCode: 0,
      hold: null,
      active: "greeting_v1",
    });
    const none = await project.run("resume", "greeting", ...because);
    expect(none.out).toBe("greeting has no hold in development.\n");
  });

  test("a view that is not the present one is refused", async () => {
    const stale = await project.run("shadow", "greeting", "3", "--from", "2", ...because);
    expect(stale.exitCode).toBe(1);
    expect(stale.err).toMatch(/version 1|greeting_v1/);
  });

  test("the history holds", async () => {
    expect(await runJson("history", "--verify")).toMatchObject({
      exitCode: 0,
      holds: true,
      decisions: 7,
      problems: [],
    });
  });

  test.each<[string, readonly string[], RegExp]>([
    ["no version and no --off", ["shadow", "greeting", ...because], /No version is given/],
    [
      "--off with a version",
      ["shadow", "greeting", "3", "--off", ...because],
      /Leave out the version/,
    ],
    ["a rate that is none", ["shadow", "greeting", "3", "--rate", "25%", ...because], /0 to 1/],
    ["no reason", ["archive", "greeting", "3"], /--reason is missing/],
    [
      "one family's chain",
      ["history", "greeting", "--verify"],
      /one hash chain. Leave the family out/,
    ],
    ["a wait without a number", ["rollback", "greeting", "--wait", "soon"], /--wait must be/],
  ])("wrong use is told: %s", async (_what, args, message) => {
    const { exitCode, err }: CliRun = await project.run(...args);
    expect(err).toMatch(message);
    expect(exitCode).toBe(2);
  });
});

describe("a server that holds the embedded store", () => {
  let project: CliProject;
  beforeAll(async () => {
    project = await createStoredProject();
    await project.run("init");
    const server = project.start("serve", "--port", "0");
    await server.waitFor(/The CLI reads it from/);
  });
  afterAll(() => project.remove());

  test.each<[string, readonly string[], RegExp]>([
    ["eval", ["eval", "ticket_summary"], /Or stop the server, run this command again/],
    ["deploy", ["deploy"], /Restart the server on the new code: it deploys when it starts/],
    ["migrate", ["migrate"], /migrated the schema when it started/],
  ])("makes %s say what to do", async (command, args, cure) => {
    const { exitCode, err } = await project.run(...args);
    expect(err).toMatch(
      new RegExp(`promptrail ${command}\` must open the store itself, but the server on http://`),
    );
    expect(err).toMatch(cure);
    expect(exitCode).toBe(3);
  });

  test("answers with the documents that the command line prints", async () => {
    const read = (name: string) => readFile(join(project.folder, ".promptrail", name), "utf8");
    const { url } = JSON.parse(await read("server.json"));
    const key = (await read("admin.key")).trim();
    const ask = async (path: string) => {
      const headers = { authorization: `Bearer ${key}` };
      return {
        format_version: 1,
        ...Object(await (await fetch(`${url}${path}`, { headers })).json()),
      };
    };
    const runJson = async (...args: readonly string[]) =>
      JSON.parse((await project.run(...args, "--json")).out);
    const { fleet, warnings, ...status } = await runJson("status");
    expect(status).toEqual(await ask("/v1/status"));
    expect(fleet).toHaveLength(1);
    expect(warnings).toEqual([]);
    const history = await runJson("history", "ticket_summary");
    expect(history).toEqual(await ask("/admin/prompts/ticket_summary/history"));
    const whole = await runJson("history");
    expect(whole).toEqual(await ask("/admin/history"));
  });

  test("is the fleet that status and fleet show", async () => {
    const readStatus = async () => (await project.run("status")).out;
    await expect.poll(readStatus).toMatch(/^ticket_summary +v1 +v1 +1 of 1 /m);
    const { members } = JSON.parse((await project.run("fleet", "--json")).out);
    expect(members).toMatchObject([{ role: "server", state_source: "store", problems: [] }]);
  });
});

test("a history that was changed names the first decision that does not hold", async () => {
  const project = await createStoredProject();
  try {
    const config = greetingConfig(prompts);
    await project.write("promptrail.config.ts", config);
    await project.run("lock");
    await project.run("deploy");
    await project.run("rollback", "greeting", "--reason", "Impolite");
    await project.run("resume", "greeting", "--reason", "Polite again");
    const forged = `
      import { embedded } from "@promptrail/store-postgres";
      const real = embedded();
      const forge = (decision) =>
        decision.revision === 2 ? { ...decision, actor: "someone" } : decision;
      const store = {
        ...real,
        open: async (settings) => {
          const opened = await real.open(settings);
          const readHistory = async (query) =>
            (await opened.status.readHistory(query)).map(forge);
          return { ...opened, status: { ...opened.status, readHistory } };
        },
      };`;
    const withStore = config.replace("prompts:", "store, prompts:");
    await project.write("promptrail.config.ts", forged + withStore);
    const { exitCode, out } = await project.run("history", "--verify");
    expect(out).toMatch(
      /^✗ development: Revision 2 \(greeting\): its content does not match its hash sha256-/m,
    );
    expect(exitCode).toBe(1);
  } finally {
    await project.remove();
  }
});
