import { cp, lstat, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readStartMark, writePlainFile } from "@promptrail/core/state-folder";
import { beforeEach, describe, expect, onTestFinished, test } from "vitest";
import {
  type CliProject,
  createCliProject,
  createStoredProject,
  type StartedCommand,
} from "../cli-project.js";
import { greetingConfig, greetings } from "../greeting-config.js";

let project: CliProject;
beforeEach(async () => {
  project = await createStoredProject();
  onTestFinished(() => project.remove());
  await project.write("promptrail.config.ts", greetingConfig(greetings("deprecated", "active")));
  for (const command of ["lock", "deploy"]) await project.run(command);
});

const kept = (...names: readonly string[]) => join(project.folder, ".promptrail", ...names);

async function serve(...options: readonly string[]): Promise<StartedCommand> {
  const server = project.start("serve", "--port", "0", ...options);
  await server.waitFor(/promptrail serves/);
  return server;
}

const readLive = async (place = ".") => {
  const { out } = await project.runIn(place, "status", "--json");
  return JSON.parse(out).families[0].active_version;
};

test("a copied project decides on its own store, and not on the server of the original", async () => {
  await serve();
  const copy = join(tmpdir(), `promptrail-copy-${process.pid}`);
  onTestFinished(() => rm(copy, { recursive: true, force: true }));
  // What the server is about to rename may be gone before it is copied.
  const how = { recursive: true, verbatimSymlinks: true };
  await cp(project.folder, copy, { ...how, filter: (path) => !path.endsWith(".tmp") });
  await cp(copy, join(project.folder, "copy"), how);
  const decided = await project.runIn("copy", "rollback", "greeting", "--reason", "Only here");
  expect(decided).toMatchObject({ exitCode: 0, err: "" });
  expect([await readLive("copy"), await readLive()]).toEqual([1, 2]);
});

describe("links", () => {
  test.each(["server.json", "admin.key"])(
    "to other files are not written through: %s",
    async (name) => {
      const victim = join(project.folder, "victim");
      await writeFile(victim, "mine");
      await rm(kept(name), { force: true });
      await symlink(victim, kept(name));
      const server = await serve();
      expect(await readFile(victim, "utf8")).toBe("mine");
      expect((await lstat(kept(name))).isFile()).toBe(true);
      expect(await readLive()).toBe(2);
      server.signal("SIGTERM");
      await server.ended;
      expect(await readFile(victim, "utf8")).toBe("mine");
    },
  );

  test("to other files are not sent as a key", async () => {
    await serve();
    const elsewhere = join(project.folder, "elsewhere");
    await cp(kept("admin.key"), elsewhere);
    await rm(kept("admin.key"));
    await symlink(elsewhere, kept("admin.key"));
    const { exitCode, err } = await project.run("status");
    expect(err).toMatch(/needs a key/);
    expect(exitCode).toBe(2);
  });
});

describe("a server.json that somebody forged", () => {
  /** A server that takes whatever it is asked, and keeps the keys that it was sent. */
  async function startThief(
    host: string,
  ): Promise<{ readonly url: string; readonly keys: string[] }> {
    const keys: string[] = [];
    const thief = createServer((request, response) => {
      keys.push(request.headers.authorization ?? "none");
      response.end("{}");
    });
    await new Promise<void>((resolve) => thief.listen(0, host, resolve));
    onTestFinished(() => void thief.close());
    const address = thief.address();
    return { url: `http://${host}:${typeof address === "object" ? address?.port : 0}`, keys };
  }

  const forge = (
    url: string,
    startMark: string | null,
    toInode = (inode: string) => inode,
    store = "embedded (.promptrail/store)",
    path = kept("server.json"),
  ) =>
    writePlainFile(path, (inode) =>
      JSON.stringify({
        url,
        pid: process.pid,
        environment: "development",
        store,
        startMark,
        inode: toInode(inode),
      }),
    );
  const ownMark = readStartMark(process.pid);

  test("is believed where all of it is true: else the next tests prove nothing", async () => {
    const { url, keys } = await startThief("127.0.0.1");
    await writeFile(kept("admin.key"), "secret\n");
    forge(url, ownMark);
    await project.run("history", "greeting");
    expect(keys).toContain("Bearer secret");
  });

  test.each([
    ["names a server that is not on the loopback", "0.0.0.0", ownMark, undefined],
    ["does not know when the process started", "127.0.0.1", "another-boot:1", undefined],
    ["is a copy", "127.0.0.1", ownMark, (inode: string) => `${inode}1`],
  ])("gets no key where it %s", async (_why, host, mark, toInode) => {
    const { url, keys } = await startThief(host);
    await writeFile(kept("admin.key"), "secret\n");
    forge(url, mark, toInode);
    expect(await project.run("history", "greeting")).toMatchObject({ exitCode: 0 });
    expect(keys).toEqual([]);
  });

  test.each([
    ["of the store that DATABASE_URL names is asked", "postgres (127.0.0.1:1/shop)", true],
    ["of another store is not asked, which is told", "embedded (.promptrail/store)", false],
  ])("a server %s", async (_what, store, isAsked) => {
    const other = await createCliProject({ DATABASE_URL: "postgres://127.0.0.1:1/shop" });
    onTestFinished(() => other.remove());
    await other.write("promptrail.config.ts", greetingConfig(greetings("deprecated", "active")));
    await other.write(".promptrail/admin.key", "secret\n");
    const { url, keys } = await startThief("127.0.0.1");
    forge(url, ownMark, undefined, store, join(other.folder, ".promptrail/server.json"));
    const { err } = await other.run("history", "--verify");
    expect(keys.includes("Bearer secret")).toBe(isAsked);
    const told =
      /has the store embedded .* but DATABASE_URL is set, .* postgres \(127\.0\.0\.1:1\/shop\)/;
    if (isAsked) expect(err).not.toMatch(told);
    else expect(err).toMatch(told);
  });
});

test("a server on every address is reached by its own folder's commands", async () => {
  await serve("--host", "0.0.0.0");
  expect(JSON.parse(await readFile(kept("server.json"), "utf8")).url).toMatch(
    /^http:\/\/127\.0\.0\.1:/,
  );
  expect(await readLive()).toBe(2);
});
