import { execFile } from "node:child_process";
import { promisify } from "node:util";

const run = promisify(execFile);

/** Runs git in a folder, as somebody. Returns what it prints. */
export async function git(folder: string, ...args: readonly string[]): Promise<string> {
  const author = ["-c", "user.name=ada", "-c", "user.email=ada@example.com"];
  const { stdout } = await run("git", [...author, ...args], { cwd: folder });
  return stdout.trim();
}

/** Commits all of a folder but its packages. */
export async function commitAll(folder: string, message: string): Promise<void> {
  await git(folder, "add", "--all", "--", ".", ":!node_modules");
  await git(folder, "commit", "--quiet", "--allow-empty", "--message", message);
}
