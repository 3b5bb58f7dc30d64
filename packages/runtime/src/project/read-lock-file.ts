import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { type Lock, lockFileName, parseLock } from "@promptrail/core/lifecycle";
import { findErrorCode } from "@promptrail/core/portable";

/**
 * A project's `prompts.lock.json`, or null where it has none.
 *
 * @throws PromptrailError `lock_stale` where the file is no lock file.
 */
export async function readLockFile(projectFolder: string): Promise<Lock | null> {
  const path = join(projectFolder, lockFileName);
  try {
    return parseLock(await readFile(path, "utf8"), path);
  } catch (error) {
    if (findErrorCode(error) === "ENOENT") return null;
    throw error;
  }
}
