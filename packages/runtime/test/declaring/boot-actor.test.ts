import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { hostname, userInfo } from "node:os";
import { join } from "node:path";
import { createLock } from "@promptrail/check";
import { createRegistry, formatLock, lockFileName } from "@promptrail/core/lifecycle";
import { afterEach, expect, test, vi } from "vitest";
import { startRuntime } from "../lifecycle/start-runtime.js";
import { temporaryFolder } from "../lifecycle/temporary-folder.js";
import { prompts } from "../prompts.js";

afterEach(() => vi.unstubAllEnvs());

const who = `boot of ${userInfo().username}@${hostname()}`;

/** A project with a lock file, outside any repository. */
function makeProject(): string {
  const folder = temporaryFolder();
  const lock = createLock(createRegistry(prompts), new Map(), null);
  writeFileSync(join(folder, lockFileName), formatLock(lock));
  return folder;
}

async function findDeclarer(projectFolder: string): Promise<string | undefined> {
  const { promptrail } = await startRuntime({ projectFolder });
  const [decision] = await promptrail.history({ family: "greeting" });
  return decision?.actor;
}

test("the decision of a boot names user, host and the build that PROMPTRAIL_BUILD says", async () => {
  vi.stubEnv("PROMPTRAIL_BUILD", "release-12");
  expect(await findDeclarer(makeProject())).toBe(`${who} (build release-12)`);
});

test("it names the git commit where no build is named", async () => {
  vi.stubEnv("PROMPTRAIL_BUILD", "");
  const folder = makeProject();
  const git = (...args: readonly string[]) =>
    execFileSync("git", ["-c", "user.name=ada", "-c", "user.email=ada@example.com", ...args], {
      cwd: folder,
      encoding: "utf8",
    }).trim();
  git("init", "--quiet");
  git("commit", "--quiet", "--allow-empty", "--message", "First");
  expect(await findDeclarer(folder)).toBe(`${who} (build ${git("rev-parse", "HEAD")})`);
});

test("it names twelve digits of the lock's hash outside a repository", async () => {
  vi.stubEnv("PROMPTRAIL_BUILD", "");
  const folder = makeProject();
  const text = readFileSync(join(folder, lockFileName));
  const digits = createHash("sha256").update(text).digest("hex").slice(0, 12);
  expect(await findDeclarer(folder)).toBe(`${who} (build ${digits})`);
});

test("it says that the build is unknown without any of them", async () => {
  vi.stubEnv("PROMPTRAIL_BUILD", "");
  expect(await findDeclarer(temporaryFolder())).toBe(`${who} (build unknown)`);
});
