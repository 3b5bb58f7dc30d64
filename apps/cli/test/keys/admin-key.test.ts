import { execFile } from "node:child_process";
import { mkdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";
import { promisify } from "node:util";
import { beforeEach, describe, expect, onTestFinished, test } from "vitest";
import { type CliProject, createCliProject, createStoredProject } from "../cli-project.js";
import { greetingConfig, greetings } from "../greeting-config.js";

const run = promisify(execFile);
const shown = /Admin key, shown once: (pk_\S+)/;

let project: CliProject;
const begin = async (create: typeof createCliProject) => {
  project = await create();
  onTestFinished(() => project.remove());
  await project.run("init");
};

const path = (...names: readonly string[]) => join(project.folder, ".promptrail", ...names);

/** Starts the server and stops it as soon as it is there. What it said. */
async function serveOnce(): Promise<string> {
  const server = project.start("serve", "--port", "0");
  await server.waitFor(/http:\/\/127\.0\.0\.1:\d+/);
  server.signal("SIGTERM");
  return (await server.ended).err;
}

describe("the admin key", { timeout: 120_000 }, () => {
  beforeEach(() => begin(createStoredProject));

  test("is made and shown by the first server that gets its port", async () => {
    const taken = createServer();
    await new Promise<void>((resolve) => taken.listen(0, "127.0.0.1", resolve));
    onTestFinished(() => void taken.close());
    const address = taken.address();
    const port = typeof address === "object" ? String(address?.port) : "";
    const refused = await project.run("serve", "--port", port);
    expect(refused).toMatchObject({ exitCode: 2, out: "" });
    expect(refused.err).toMatch(/EADDRINUSE/);
    expect(refused.err).not.toMatch(shown);
    expect(await serveOnce()).toMatch(shown);
  });

  test("is kept before it is shown: what cannot be kept is not made", async () => {
    await mkdir(path("admin.key"), { recursive: true });
    const refused = await project.run("serve", "--port", "0");
    expect(refused.exitCode).toBe(3);
    expect(refused.err).not.toMatch(shown);
    await rm(path("admin.key"), { recursive: true });
    const [, key] = shown.exec(await serveOnce()) ?? [];
    expect(await readFile(path("admin.key"), "utf8")).toBe(`${key}\n`);
    expect((await stat(path("admin.key"))).mode & 0o777).toBe(0o600);
  });

  test.each([
    [
      "was lost",
      null,
      /^No key is saved in \S+admin\.key\..*promptrail keys add NAME --scopes all --keep/m,
    ],
    [
      "is another store's",
      `pk_development_0123456789ab_${"A".repeat(43)}`,
      /^The saved key is not a key of this store/m,
    ],
  ])(
    "that %s is told by the next server, with what makes another",
    async (_what, kept, message) => {
      expect(await serveOnce()).toMatch(shown);
      expect(await serveOnce()).not.toMatch(/key/i);
      if (kept === null) await rm(path("admin.key"));
      else await writeFile(path("admin.key"), kept);
      const told = await serveOnce();
      expect(told).not.toMatch(shown);
      expect(told).toMatch(message);
      const added = await project.run("keys", "add", "operator", "--scopes", "all", "--keep");
      expect(added).toMatchObject({ exitCode: 0, err: "" });
      expect(await serveOnce()).not.toMatch(/key/i);
    },
  );

  test("that nobody can look for is told of, and the server serves all the same", async () => {
    const away = await createCliProject({ DATABASE_URL: "postgres://127.0.0.1:1/nothing" });
    onTestFinished(() => away.remove());
    await away.write("promptrail.config.ts", greetingConfig(greetings("active")));
    await away.run("lock");
    const server = away.start("serve", "--port", "0");
    await server.waitFor(
      /^The store does not answer, so it is not known whether development has a key/m,
    );
    server.signal("SIGTERM");
    expect((await server.ended).exitCode).toBe(0);
  });

  test("of one environment is not lost to that of another", async () => {
    expect(await serveOnce()).toMatch(shown);
    const key = await readFile(path("admin.key"), "utf8");
    const config = join(project.folder, "promptrail.config.ts");
    const text = await readFile(config, "utf8");
    const staging = text.replace("defineConfig({", 'defineConfig({ environment: "staging",');
    await writeFile(config, staging);
    expect(await serveOnce()).toMatch(/^The CLI reads it from \S+admin-staging\.key\.$/m);
    expect(await readFile(path("admin.key"), "utf8")).toBe(key);
    await writeFile(config, text);
    expect(await serveOnce()).not.toMatch(/key/i);
  });
});

describe("git", { timeout: 120_000 }, () => {
  // What makes the folder closes it, so each command makes its own.
  beforeEach(() => begin(createCliProject));

  const git = async (folder: string, ...args: readonly string[]) =>
    (await run("git", ["-c", "core.excludesFile=", ...args], { cwd: folder })).stdout;

  async function listStaged(folder: string): Promise<readonly string[]> {
    await git(folder, "init", "--quiet");
    await git(folder, "add", "--all");
    return (await git(folder, "diff", "--cached", "--name-only")).split("\n");
  }

  test("is told to leave the folder alone by a .gitignore that init finds there", async () => {
    const own = await createCliProject();
    onTestFinished(() => own.remove());
    await own.write(".gitignore", "*.log\r\n/node_modules");
    const { out } = await own.run("init");
    expect(out).toMatch(/^ {2}\.gitignore: added folders$/m);
    const text = await readFile(join(own.folder, ".gitignore"), "utf8");
    expect(text).toBe("*.log\r\n/node_modules\r\n.promptrail/\r\nprompts-report/\r\n");
  });

  test("takes no key, whatever the project's own .gitignore says", async () => {
    expect(await serveOnce()).toMatch(shown);
    await writeFile(join(project.folder, ".gitignore"), "node_modules\n");
    const staged = await listStaged(project.folder);
    expect(staged).toContain("promptrail.config.ts");
    expect(staged.filter((file) => file.startsWith(".promptrail"))).toEqual([]);
  });

  test.each(["deploy", "migrate", "eval"])(
    "takes nothing of what `promptrail %s` leaves in the folder",
    async (command) => {
      const ran = await project.run(command, ...(command === "eval" ? ["ticket_summary"] : []));
      expect(ran).toMatchObject({ exitCode: 0 });
      await writeFile(join(project.folder, ".gitignore"), "node_modules\n");
      expect((await stat(path())).isDirectory()).toBe(true);
      const staged = await listStaged(project.folder);
      expect(staged.filter((file) => file.startsWith(".promptrail"))).toEqual([]);
    },
  );
});
