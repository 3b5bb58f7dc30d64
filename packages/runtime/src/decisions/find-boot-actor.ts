import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { hostname, userInfo } from "node:os";
import { promisify } from "node:util";
import { formatLock, type Lock } from "@promptrail/core/lifecycle";

const run = promisify(execFile);
/** A process must start: a git that hangs on a network folder is left alone. */
const gitMs = 2_000;
const lockDigits = 12;

/** Who decides where a process declares its build at its start: `boot of ada@shop-1 (build 4f6c…)`. */
export async function findBootActor(projectFolder: string, lock: Lock | null): Promise<string> {
  const build =
    findNamedBuild() ?? (await findCommit(projectFolder)) ?? hashLock(lock) ?? "unknown";
  return `boot of ${findUser()}@${hostname()} (build ${build})`;
}

function findNamedBuild(): string | undefined {
  const named = process.env["PROMPTRAIL_BUILD"];
  return named === "" ? undefined : named;
}

async function findCommit(folder: string): Promise<string | undefined> {
  try {
    const { stdout } = await run("git", ["rev-parse", "--verify", "HEAD"], {
      cwd: folder,
      timeout: gitMs,
    });
    return stdout.trim();
  } catch {
    // No git here, no repository, or no commit in it: an image often has none of them.
    return undefined;
  }
}

function hashLock(lock: Lock | null): string | undefined {
  if (lock === null) return undefined;
  return createHash("sha256").update(formatLock(lock)).digest("hex").slice(0, lockDigits);
}

/** A container may run under a number for which there is no name. */
function findUser(): string {
  try {
    return userInfo().username;
  } catch {
    return String(process.getuid?.() ?? "unknown");
  }
}
