import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { isPromptrailError, PromptrailError } from "@promptrail/core";
import { findErrorCode } from "@promptrail/core/errors";
import { type Lock, lockFileName, parseLock } from "@promptrail/core/lifecycle";
import { decodeText } from "@promptrail/core/portable";
import { describeReadError } from "@promptrail/core/state-folder";

/**
 * A project's `prompts.lock.json`, or null where it has none.
 *
 * @throws PromptrailError `lock_stale` where the file is no lock file, or cannot be read.
 */
export async function readLockFile(projectFolder: string): Promise<Lock | null> {
  const path = join(projectFolder, lockFileName);
  try {
    return parseLock(decodeText(await readFile(path)), path);
  } catch (error) {
    if (findErrorCode(error) === "ENOENT") return null;
    throw isPromptrailError(error) ? error : unreadable(path, error);
  }
}

function unreadable(path: string, cause: unknown): PromptrailError {
  return new PromptrailError(
    "lock_stale",
    `${path} cannot be read: ${describeReadError(cause)}. Restore it from git and run \`promptrail lock\`.`,
    { file: path },
    cause,
  );
}
