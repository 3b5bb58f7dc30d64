import type { PromptVersion } from "@promptrail/core";
import { findLockedFamily, type Lock } from "@promptrail/core/lifecycle";
import { readLockFile } from "@promptrail/runtime";
import { findMainLock } from "../lock/read-base-lock.js";

/**
 * The next number of a family: above all that the code declares, and above those that the lock file, or that
 * of the remote's main branch, has recorded: a number that was given stays with what it was given to.
 */
export async function takeNumber(
  projectFolder: string,
  family: string,
  prompts: readonly PromptVersion[],
): Promise<number> {
  const declared = prompts
    .filter((prompt) => prompt.family === family)
    .map(({ version }) => version);
  const locks = [await readLockFile(projectFolder), await findMainLock(projectFolder)];
  return 1 + Math.max(0, ...declared, ...locks.flatMap((lock) => listNumbers(lock, family)));
}

function listNumbers(lock: Lock | null, family: string): readonly number[] {
  return Object.keys(findLockedFamily(lock, family)?.versions ?? {}).map(Number);
}
