import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { definePrompt, type PromptVersion, type Status } from "@promptrail/core";
import { createRegistry, formatLock, lockFileName, parseLock } from "@promptrail/core/lifecycle";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createLock } from "../../src/locks/create-lock.js";

const run = promisify(execFile);
const families = ["apology", "farewell", "greeting"];

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "promptrail-merge-"));
  await git("init", "--quiet", "--initial-branch", "main");
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function git(...args: readonly string[]): Promise<void> {
  const author = ["-c", "user.name=ada", "-c", "user.email=ada@example.com"];
  await run("git", [...author, ...args], { cwd: folder });
}

function prompt(family: string, version: number, status: Status): PromptVersion {
  return definePrompt({
    family,
    version,
    status,
    changelog: "Because.",
    provider: "claude",
    model: "m",
    maxTokens: 10,
    userTemplate: `${family} ${version}`,
  });
}

async function readLock() {
  return parseLock(await readFile(join(folder, lockFileName), "utf8"));
}

async function commit(prompts: readonly PromptVersion[], isFirst = false): Promise<void> {
  const previous = isFirst ? null : await readLock();
  const lock = createLock(createRegistry(prompts), new Map(), previous);
  await writeFile(join(folder, lockFileName), formatLock(lock));
  await git("add", ".");
  await git("commit", "--quiet", "--message", "Lock");
}

test.each([
  ["apology", "farewell"],
  ["farewell", "greeting"],
  ["apology", "greeting"],
])(
  "branches that add a version to %s and to %s merge into the lock of both",
  async (one, other) => {
    const first = families.map((family) => prompt(family, 1, "active"));
    const withNext = (...named: readonly string[]) =>
      families.flatMap((family) =>
        named.includes(family)
          ? [prompt(family, 1, "deprecated"), prompt(family, 2, "active")]
          : [prompt(family, 1, "active")],
      );
    await commit(first, true);
    await git("checkout", "--quiet", "-b", "one");
    await commit(withNext(one));
    await git("checkout", "--quiet", "-b", "other", "main");
    await commit(withNext(other));
    await git("merge", "--quiet", "--no-edit", "one");
    const merged = await readLock();
    const registry = createRegistry(withNext(one, other));
    expect(createLock(registry, new Map(), merged)).toEqual(merged);
    expect(merged.families[one]?.generation).toBe(2);
    expect(merged.families[other]?.generation).toBe(2);
  },
);
