import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  type CliProject,
  type CliRun,
  createCliProject,
  createStoredProject,
  type StartedCommand,
} from "../cli-project.js";
import { greetingConfig, greetings } from "../greeting-config.js";

const keyForm = /^pk_development_[0-9a-f]{12}_[\w-]{43}_[0-9a-f]{8}$/m;

const json = (run: CliRun) => JSON.parse(run.out);

/** One story on one server: each test goes on where the one before ended. */
describe("a team that shares a server", { timeout: 120_000 }, () => {
  let project: CliProject;
  let server: StartedCommand;
  let url = "";
  const teammates: CliProject[] = [];

  const keys = (...args: readonly string[]) => project.run("keys", ...args);

  /** A folder of somebody else, with nothing but the server's name and a key. */
  const asTeammate = async (key: string) => {
    const teammate = await createCliProject({ PROMPTRAIL_SERVER: url, PROMPTRAIL_KEY: key });
    teammates.push(teammate);
    return teammate;
  };

  beforeAll(async () => {
    project = await createStoredProject();
    const versions = greetings("deprecated", "active", "draft");
    await project.write("promptrail.config.ts", greetingConfig(versions));
    await project.run("lock");
    server = project.start("serve", "--port", "0");
    url = await server.waitFor(/http:\/\/127\.0\.0\.1:\d+/);
  });
  afterAll(async () => {
    for (const each of [...teammates, project]) await each.remove();
  });

  test("a teammate gets a key that may roll one family back, and nothing else", async () => {
    const added = await keys("add", "bob", "--scopes", "rollback", "--families", "greet*");
    expect(added.err).toBe("");
    expect(added.out).toMatch(
      /^✓ development: the key bob \(\w{12}\) may rollback for greet\*\.$/m,
    );
    const bob = await asTeammate(keyForm.exec(added.out)?.[0] ?? "");
    const back = await bob.run("rollback", "greeting", "--reason", "Impolite", "--json");
    expect(json(back)).toMatchObject({ rolled_back_to: "greeting_v1" });
    const promote = await bob.run("promote", "greeting", "2", "--reason", "Better");
    expect(promote).toMatchObject({ exitCode: 2 });
    expect(promote.err).toMatch(/"bob" does not have the scope "promote"/);
    const other = await bob.run("rollback", "farewell");
    expect(other.err).toMatch(/"bob" is for the families greet\*.*"farewell"/);
    const { decisions } = json(await project.run("history", "greeting", "--json"));
    expect(decisions[0]).toMatchObject({ actor: "ada via key:bob", reason: "Impolite" });
  });

  test("who waits for the fleet with such a key is told what came of it", async () => {
    const promoted = await project.run("promote", "greeting", "2", "--reason", "Better");
    expect(promoted).toMatchObject({ exitCode: 0 });
    const back = await teammates[0]?.run("rollback", "greeting", "--from", "2", "--wait", "5000");
    expect(back).toMatchObject({ exitCode: 0, err: "" });
    expect(back?.out).toMatch(/^✓ 1 of 1 process/m);
  });

  test("a key that may only look at some families shows what is live", async () => {
    const added = json(
      await keys("add", "eve", "--scopes", "read", "--families", "greeting", "--json"),
    );
    const eve = await asTeammate(added.secret);
    const status = json(await eve.run("status", "--json"));
    expect(status.families).toMatchObject([{ family: "greeting", active_version: 1 }]);
    expect((await eve.run("history", "greeting")).exitCode).toBe(0);
    const whole = await eve.run("history", "--verify");
    expect(whole.err).toMatch(/"eve" is for the families greeting.*is about every family/);
  });

  test("the list shows what each key may do, and when it was used last", async () => {
    const { out } = await keys("list");
    expect(out).toMatch(/^development$/m);
    expect(out).toMatch(/^admin +\w{12} .*promote, keys +every family +never +\d{4}-/m);
    expect(out).toMatch(/^bob +\w{12} +rollback +greet\* +never +\d{4}-/m);
    expect(out).not.toMatch(keyForm);
  });

  test("a rotated key works on until its time is over, its successor for the same", async () => {
    const end = "--expires=30d";
    const first = json(await keys("add", "ci", "--scopes", "read,evidence", end, "--json"));
    const second = json(await keys("rotate", "ci", "--json"));
    expect(second.key).toMatchObject({ name: "ci", scopes: ["read", "evidence"] });
    const left = Date.parse(second.replaced.expires_at) - Date.now();
    expect(left).toBeGreaterThan(3_500_000);
    expect(left).toBeLessThanOrEqual(3_600_000);
    const [old, successor] = [await asTeammate(first.secret), await asTeammate(second.secret)];
    for (const each of [old, successor])
      expect(await each.run("status")).toMatchObject({ err: "" });
    const several = await keys("rotate", "ci");
    expect(several.err).toMatch(
      /Several keys are called "ci": \w{12}, \w{12}\. Give the id of one/,
    );
    await keys("rotate", second.key.key_id, "--overlap", "0");
    expect(await successor.run("status")).toMatchObject({ exitCode: 2 });
    expect(await old.run("status")).toMatchObject({ err: "" });
  });

  test("a revoked key stops at once", async () => {
    const revoked = await keys("revoke", "bob");
    expect(revoked.out).toMatch(/^✓ development: the key bob \(\w{12}\) is revoked\.$/m);
    expect((await teammates[0]?.run("rollback", "greeting"))?.err).toMatch(/has no valid API key/);
    const again = await keys("revoke", "bbob");
    expect(again).toMatchObject({ exitCode: 2 });
    expect(again.err).toMatch(/has no key "bbob"/);
  });

  test.each([
    [["add", "x"], /--scopes is missing/],
    [["add", "x", "--scopes", "rolback"], /no scope "rolback"\. Did you mean "rollback"\?/],
    [["add", "x", "--scopes", "read", "--families", "Fraud"], /not "Fraud"/],
    [["add", "x", "--scopes", "read", "--expires", "2020-01-01"], /--expires .* is in the past/],
    [["add", "x", "--scopes", "read", "--expires", "2027-02-30"], /--expires must be/],
    [["add", "admin", "--scopes", "read"], /the name "admin" exists already/],
    [["rotate", "admin", "--overlap", "soon"], /--overlap must be/],
    [["rotate", "admin", "--overlap", "31d"], /overlap_ms/],
  ])("%j is refused with its cure", async (args, message) => {
    const { exitCode, err } = await keys(...args);
    expect(err).toMatch(message);
    expect(exitCode).toBe(2);
  });

  test("the key of this folder is rotated in its file, too", async () => {
    const path = join(project.folder, ".promptrail", "admin.key");
    const before = await readFile(path, "utf8");
    const { secret, kept_in: keptIn } = json(
      await keys("rotate", "admin", "--overlap", "0", "--json"),
    );
    expect(keptIn).toBe(path);
    expect(await readFile(path, "utf8")).toBe(`${secret}\n`);
    expect(secret).not.toBe(before.trim());
    expect(await keys("list")).toMatchObject({ exitCode: 0 });
  });

  test("a key that is mistyped is told before it is sent", async () => {
    const { secret } = json(await keys("add", "typo", "--scopes", "read", "--json"));
    const mistyped = await asTeammate(`${secret.slice(0, -10)}${secret.slice(-9)}`);
    expect((await mistyped.run("status")).err).toMatch(/The API key is incomplete or mistyped/);
  });

  test("a folder that lost its key makes another without the server", async () => {
    const path = join(project.folder, ".promptrail", "admin.key");
    await writeFile(path, "");
    const refused = await keys("add", "again", "--scopes", "all", "--keep");
    expect(refused.exitCode).toBe(3);
    expect(refused.err).toMatch(/Stop the server, run this command again, then start the server/);
    server.signal("SIGTERM");
    expect((await server.ended).exitCode).toBe(0);
    const added = await keys("add", "again", "--scopes", "all", "--keep");
    expect(added.out).toContain(`The commands in this folder read it from ${path}.`);
    server = project.start("serve", "--port", "0");
    await server.waitFor(/http:\/\/127\.0\.0\.1:\d+/);
    expect(await keys("list")).toMatchObject({ exitCode: 0 });
    server.signal("SIGTERM");
    expect((await server.ended).err).not.toMatch(/key/i);
  });
});
