import { execFile } from "node:child_process";
import { userInfo } from "node:os";
import { promisify } from "node:util";

const run = promisify(execFile);

/** Who decides: `PROMPTRAIL_ACTOR`, else git's user, else the system's. */
export async function findActor(
  environment: Readonly<Record<string, string | undefined>>,
): Promise<string> {
  const named = environment["PROMPTRAIL_ACTOR"];
  if (named !== undefined && named !== "") return named;
  try {
    const { stdout } = await run("git", ["config", "user.email"]);
    if (stdout.trim() !== "") return stdout.trim();
  } catch {
    // No git, or no user in it: the system's user will do.
  }
  return userInfo().username;
}
