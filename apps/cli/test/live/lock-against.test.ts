import { execFile } from "node:child_process";
import { readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import type { Status } from "@promptrail/core";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type CliProject, createCliProject } from "../cli-project.js";
import { greetingConfig, greetings } from "../greeting-config.js";

const run = promisify(execFile);
const lockFile = "prompts.lock.json";

let project: CliProject;
beforeEach(async () => {
  project = await createCliProject();
});
afterEach(() => project.remove());

async function git(...args: readonly string[]): Promise<void> {
  const author = ["-c", "user.name=ada", "-c", "user.email=ada@example.com"];
  await run("git", [...author, ...args], { cwd: project.folder });
}

async function commit(message: string): Promise<void> {
  await git("add", "--", "promptrail.config.ts", lockFile);
  await git("commit", "--quiet", "--message", message);
}

/** Versions 1, 2, … with these statuses, and the text of one of them changed. */
async function declare(statuses: readonly Status[], edited?: number): Promise<void> {
  const prompts = greetings(...statuses).map((prompt) =>
    prompt.version === edited ? { ...prompt, userTemplate: "Edited for {{ name }}" } : prompt,
  );
  await project.write("promptrail.config.ts", greetingConfig(prompts));
}

async function changeLock(change: (text: string) => string): Promise<void> {
  const path = join(project.folder, lockFile);
  await writeFile(path, change(await readFile(path, "utf8")));
}

const readGeneration = async () =>
  JSON.parse(await readFile(join(project.folder, lockFile), "utf8")).families.greeting.generation;

/** `main` has versions 1 (active) and 2 (draft); the work goes on in `branch`. */
async function startBranch(): Promise<void> {
  await git("init", "--quiet", "--initial-branch", "main");
  await declare(["active", "draft"]);
  await project.run("lock");
  await commit("First");
  await git("checkout", "--quiet", "-b", "branch");
}

describe("check --against", () => {
  beforeEach(startBranch);

  test("says what it compared with, and finds nothing where nothing changed", async () => {
    const { exitCode, out } = await project.run("check", "--against", "main");
    expect(out).toMatch(/Compared with main \([0-9a-f]{8}\)\./);
    expect(exitCode).toBe(0);
  });

  test("compares with the commit where the branch parted, not with what came after", async () => {
    await git("checkout", "--quiet", "main");
    await declare(["deprecated", "active"]);
    await project.run("lock");
    await commit("Meanwhile");
    await git("checkout", "--quiet", "branch");
    expect(await project.run("check", "--against", "main")).toMatchObject({ exitCode: 0 });
  });

  test("finds a version that was edited without a bump, also where the lock was written anew", async () => {
    await declare(["active", "draft"], 2);
    const relocked = await project.run("lock");
    expect(relocked).toMatchObject({ exitCode: 0, err: "" });
    const { exitCode, out } = await project.run("check", "--against", "main");
    expect(out).toMatch(/immutability_violation greeting_v2 was edited without a new version/);
    expect(out).toMatch(/in main it is sha256-.*declare the change under a new version number/);
    expect(exitCode).toBe(1);
  });

  test("finds a deleted version, also where the lock was written anew", async () => {
    await declare(["active"]);
    await rm(join(project.folder, lockFile));
    await project.run("lock");
    const { exitCode, out } = await project.run("check", "--against", "main");
    expect(out).toMatch(/greeting_v2 is in the prompts.lock.json of main and was deleted here/);
    expect(exitCode).toBe(1);
  });

  test("finds a status that changed without a new generation, and its cure cures", async () => {
    await declare(["deprecated", "active"]);
    await project.run("lock");
    await changeLock((text) => text.replace('"generation": 2', '"generation": 1'));
    const { exitCode, out } = await project.run("check", "--against", "main", "--json");
    expect(JSON.parse(out)).toMatchObject({ ok: false, findings: [{ code: "lock_stale" }] });
    expect(out).toMatch(/greeting_v2 from draft to active at generation 1.*lock --against main/);
    expect(exitCode).toBe(1);
    await project.run("lock", "--against", "main");
    expect(await readGeneration()).toBe(2);
    expect(await project.run("check", "--against", "main")).toMatchObject({ exitCode: 0 });
  });

  test("takes a new version with a new generation", async () => {
    await declare(["deprecated", "deprecated", "active"]);
    await project.run("lock");
    expect(await project.run("check", "--against", "main")).toMatchObject({ exitCode: 0 });
  });

  test.each(["nowhere", "--upload-pack=x", "main..branch", ""])(
    "refuses %j, which is no commit",
    async (ref) => {
      const { exitCode, err } = await project.run("check", `--against=${ref}`);
      expect(err).toMatch(/The commit ".*" does not exist in this clone\. Fetch it first/);
      expect(exitCode).toBe(2);
    },
  );

  test("says that there is nothing to compare where the merge base has no lock file", async () => {
    await git("checkout", "--quiet", "--orphan", "other");
    await git("rm", "--quiet", "--cached", lockFile);
    await git("commit", "--quiet", "--message", "Without a lock");
    const { exitCode, out } = await project.run("check", "--against", "other");
    expect(out).toMatch(
      /other \([0-9a-f]{8}\) has no prompts.lock.json, so there is nothing to compare/,
    );
    expect(exitCode).toBe(0);
    const unrelated = await project.run("check", "--against", "main");
    expect(unrelated.err).toMatch(/no common commit.*git fetch --unshallow/);
    expect(unrelated.exitCode).toBe(2);
  });
});

describe("lock", () => {
  test("keeps the hash of a draft that the named ref has, and rewrites one that it has not", async () => {
    await startBranch();
    await declare(["active", "draft"], 2);
    const kept = await project.run("lock", "--against", "main");
    expect(kept.err).toMatch(/greeting_v2 was edited after it was locked.*merge base/);
    expect(kept.exitCode).toBe(1);
    // Nobody is sent to a command that refuses.
    const checked = await project.run("check", "--against", "main");
    expect(checked.out).toMatch(
      /immutability_violation greeting_v2 was edited after it was locked/,
    );
    expect(checked.out).not.toContain("lock_stale");
    await declare(["active", "draft", "draft"]);
    await project.run("lock");
    await declare(["active", "draft", "draft"], 3);
    expect(await project.run("lock", "--against", "main")).toMatchObject({ exitCode: 0 });
    expect(await project.run("check", "--against", "main")).toMatchObject({ exitCode: 0 });
  });

  test("keeps to the remote's main branch by itself", async () => {
    await startBranch();
    await git("remote", "add", "origin", project.folder);
    await git("fetch", "--quiet", "origin");
    await git("remote", "set-head", "origin", "main");
    await declare(["active", "draft"], 2);
    const { exitCode, err } = await project.run("lock");
    expect(err).toMatch(/greeting_v2 was edited after it was locked.*merge base/);
    expect(exitCode).toBe(1);
  });

  test("needs no git where nothing is compared, and names it where something is", async () => {
    await declare(["active"]);
    expect(await project.run("lock")).toMatchObject({ exitCode: 0 });
    const { exitCode, err } = await project.run("check", "--against", "main");
    expect(err).toMatch(/cannot be compared with "main".*not a git repository/);
    expect(exitCode).toBe(2);
  });
});
