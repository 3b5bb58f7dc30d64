import { mkdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { beforeEach, expect, onTestFinished, test } from "vitest";
import { type CliProject, type CliRun, createStoredProject } from "../cli-project.js";
import { closeFolder, mounts, onMounts } from "./mounts.js";

const lockName = "prompts.lock.json";
let project: CliProject;
beforeEach(async () => {
  project = await createStoredProject();
  onTestFinished(() => project.remove());
  await project.run("init");
});

/** Thing, reason, cure, code and exit code, and no stack: it is not our mistake. */
function expectUnwritable({ exitCode, err }: CliRun, file: RegExp, reason: RegExp): void {
  expect(err).toMatch(/\(file_unwritable\)$/m);
  expect(err).toMatch(file);
  expect(err).toMatch(reason);
  expect(err).not.toMatch(/\n\s+at /);
  expect(exitCode).toBe(3);
}

test("init below a file says so, with its code", async () => {
  await project.write("taken", "a file");
  const told = await project.run("init", "taken/below");
  expectUnwritable(told, /taken\/below\/\S+ cannot be written/, /\((ENOTDIR|EEXIST)\)\. Move/);
  const { out, exitCode } = await project.run("init", "taken/below", "--json");
  expect(JSON.parse(out)).toMatchObject({
    error: { code: "file_unwritable", data: { file: expect.stringContaining("taken/below") } },
  });
  expect(exitCode).toBe(3);
});

const below = "/proc/promptrail/below";

/** Node's own recursive `mkdir` never comes back from there. */
test.skipIf(process.platform !== "linux")(
  "no command hangs where the system lets no user create anything",
  async () => {
    for (const words of [
      ["init", below],
      ["check", "--html", below],
      ["check", "--markdown", below],
      ["eval", "ticket_summary", "--html", below],
      ["fuzz", "ticket_summary", "--budget", "1usd", "--write", `${below}.jsonl`],
      ["dataset", "generate", "ticket_summary", "--to", `${below}.jsonl`],
    ]) {
      const told = await project.run(...words);
      expectUnwritable(told, /\/proc\/promptrail\/below\S* cannot be/, /Use a path on a disk/);
    }
  },
);

test("an eval whose answers cannot be written says so before it calls anybody", async () => {
  await project.write(".promptrail/evals", "a file where a folder belongs");
  const told = await project.run("eval", "ticket_summary");
  expectUnwritable(told, /\.promptrail\/evals/, /\((ENOTDIR|EEXIST)\)\. Move/);
});

test("a server whose key cannot be kept makes none, and says why", async () => {
  await mkdir(join(project.folder, ".promptrail/admin.key"));
  const told = await project.run("serve", "--port", "0");
  expectUnwritable(told, /admin\.key cannot be written/, /a folder has its name \(EISDIR\)/);
});

test("a key that is made and cannot be kept is shown, with the reason", async () => {
  await project.run("deploy");
  await mkdir(join(project.folder, ".promptrail/admin.key"));
  const told = await project.run("keys", "add", "ci", "--scopes", "all", "--keep");
  expect(told.out).toMatch(/could not be saved in .*admin\.key: a folder has its name/);
  expect(told.exitCode).toBe(0);
});

/** What the lock declares, but for its suite: `lock` has something to write. */
async function outdateLock(): Promise<string> {
  const text = await readFile(join(project.folder, lockName), "utf8");
  const outdated = text.replace(/"suiteHash": "[^"]*"/, '"suiteHash": null');
  await project.write(lockName, outdated);
  return outdated;
}

test("a lock file that is a folder is told as one that cannot be read", async () => {
  await rm(join(project.folder, lockName));
  await mkdir(join(project.folder, lockName));
  const { exitCode, err } = await project.run("lock");
  expect(err).toMatch(/prompts\.lock\.json cannot be read: a folder has its name/);
  expect(err).toMatch(/\(lock_stale\)$/m);
  expect(exitCode).toBe(1);
});

test.skipIf(!mounts)(onMounts("lock and init in a read-only folder say so"), async () => {
  const before = await outdateLock();
  const locked = await project.startAfter(closeFolder, "lock").ended;
  expectUnwritable(locked, /prompts\.lock\.json cannot be written/, /read-only \(EROFS\)\. Mount/);
  expect(await readFile(join(project.folder, lockName), "utf8")).toBe(before);
  const begun = await project.startAfter(closeFolder, "init", "below").ended;
  expectUnwritable(begun, /below\/\S+ cannot be written/, /read-only \(EROFS\)\. Mount/);
});

test.skipIf(!mounts)(onMounts("lock on a full disk says so"), async () => {
  await outdateLock();
  const files = "package.json node_modules promptrail.config.ts prompts suites datasets";
  const script = [
    "mount -t tmpfs -o size=256k none /mnt",
    `cp -a ${files} ${lockName} /mnt`,
    "cd /mnt",
    "{ cat /dev/zero > all || true; } 2> /dev/null",
  ].join(" && ");
  const locked = await project.startAfter(script, "lock").ended;
  expectUnwritable(locked, /prompts\.lock\.json cannot be written/, /is full \(ENOSPC\)\. Free/);
});
