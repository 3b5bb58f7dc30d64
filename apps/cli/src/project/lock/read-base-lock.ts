import { isPromptrailError, PromptrailError } from "@promptrail/core";
import { type Lock, lockFileName, parseLock } from "@promptrail/core/lifecycle";
import { type GitRun, runGit } from "./run-git.js";

/** What git says of the lock file where this branch parted from another. */
export interface BaseLock {
  /** As it was named: `origin/main`. */
  readonly ref: string;
  /** The merge base of HEAD and `ref`. */
  readonly commit: string;
  /** Null where that commit has no lock file: there is nothing to compare. */
  readonly lock: Lock | null;
}

/** What a clone calls its remote's main branch. */
const defaultRef = "origin/HEAD";

/** The same where nobody set that name, as in a checkout of GitHub's. */
const usualRefs = [defaultRef, "origin/main", "origin/master"];

/** The `ref` of what has no commit: the state before the first push. */
export const noRef = "no commit";

/** Git's id of no object, in either of its hashes. */
const noCommit = /^0{40}(0{24})?$/;

/**
 * The lock file of the merge base with `ref`.
 *
 * @throws PromptrailError `request_invalid` where the folder is in no repository, there is no such ref,
 * or the two have no common commit; `not_supported` without git; `lock_stale` where that file is no lock.
 */
export async function readBaseLock(folder: string, ref: string): Promise<BaseLock> {
  // What GitHub names as the state before the first push.
  if (noCommit.test(ref)) return { ref: noRef, commit: ref, lock: null };
  const tip = await resolveCommit(folder, ref);
  if (tip === null) throw await unknownRef(folder, ref);
  const merged = await runGit(folder, "merge-base", "HEAD", tip);
  if (merged.exitCode !== 0) throw unrelated(ref, merged);
  const commit = merged.out.trim();
  return { ref, commit, lock: await readLockAt(folder, commit, ref) };
}

/**
 * The same with `PROMPTRAIL_AGAINST`, else with the remote's main branch; null outside of a repository,
 * and in one without a remote: nothing is known there that this branch parted from.
 */
export async function chooseBaseLock(
  folder: string,
  environment: Readonly<Record<string, string | undefined>>,
): Promise<BaseLock | null> {
  const named = environment["PROMPTRAIL_AGAINST"];
  if (named !== undefined && named !== "") return readBaseLock(folder, named);
  if (!(await hasRemote(folder))) return null;
  for (const ref of usualRefs) {
    if ((await resolveCommit(folder, ref)) !== null) return readBaseLock(folder, ref);
  }
  throw new PromptrailError(
    "request_invalid",
    `There is no base to compare with: this clone has none of ${usualRefs.join(", ")}. Fetch one of them (\`git fetch origin\`; in CI, check out with the whole history), or name a ref: --against REF.`,
    { refs: usualRefs },
  );
}

async function hasRemote(folder: string): Promise<boolean> {
  const listed = await runGit(folder, "remote");
  if (listed.exitCode === 0) return listed.out.trim() !== "";
  // Anything else, such as a repository of another user, must not pass for a folder without one.
  if (listed.err.includes("not a git repository")) return false;
  throw new PromptrailError(
    "request_invalid",
    `git could not read the repository of ${folder}: ${firstLine(listed)}.`,
  );
}

/** The merge base with the clone's own main branch; null where nothing says which one that is. */
export async function findBaseLock(folder: string): Promise<BaseLock | null> {
  try {
    const tip = await resolveCommit(folder, defaultRef);
    return tip === null ? null : await readBaseLock(folder, defaultRef);
  } catch (error) {
    // Nobody asked for it by name: a folder without git, or a shallow clone, has no base to keep to.
    if (isPromptrailError(error) && error.code !== "lock_stale") return null;
    throw error;
  }
}

/** The lock file at the tip of the remote's main branch; null where there is none, or none that can be read. */
export async function findMainLock(folder: string): Promise<Lock | null> {
  try {
    for (const ref of usualRefs) {
      const tip = await resolveCommit(folder, ref);
      if (tip !== null) return await readLockAt(folder, tip, ref);
    }
    return null;
  } catch (error) {
    // Nobody asked for it by name.
    if (isPromptrailError(error)) return null;
    throw error;
  }
}

async function resolveCommit(folder: string, ref: string): Promise<string | null> {
  const name = `${ref}^{commit}`;
  const run = await runGit(folder, "rev-parse", "--verify", "--quiet", "--end-of-options", name);
  return run.exitCode === 0 ? run.out.trim() : null;
}

async function readLockAt(folder: string, commit: string, ref: string): Promise<Lock | null> {
  const listed = await runGit(folder, "ls-tree", "--name-only", commit, "--", lockFileName);
  if (listed.exitCode !== 0) throw failed(listed);
  if (listed.out.trim() === "") return null;
  const shown = await runGit(folder, "show", `${commit}:./${lockFileName}`);
  if (shown.exitCode !== 0) throw failed(shown);
  return parseLock(shown.out, `${lockFileName} of ${ref} (${commit.slice(0, 8)})`);
}

async function unknownRef(folder: string, ref: string): Promise<PromptrailError> {
  const inside = await runGit(folder, "rev-parse", "--is-inside-work-tree");
  if (inside.exitCode !== 0) {
    return new PromptrailError(
      "request_invalid",
      `${folder} cannot be compared with "${ref}": ${firstLine(inside)}. Run it in the project's git repository.`,
      { ref },
    );
  }
  return new PromptrailError(
    "request_invalid",
    `The commit "${ref}" does not exist in this clone. Fetch it first (\`git fetch origin\`; in CI, check out with the whole history), or name another ref: \`git branch --all\` lists them.`,
    { ref },
  );
}

function unrelated(ref: string, run: GitRun): PromptrailError {
  const reason = run.err.trim() === "" ? "they have no common commit" : firstLine(run);
  return new PromptrailError(
    "request_invalid",
    `HEAD cannot be compared with "${ref}": ${reason}. In a shallow clone, run \`git fetch --unshallow\` first.`,
    { ref },
  );
}

function failed(run: GitRun): PromptrailError {
  return new PromptrailError(
    "request_invalid",
    `git could not read ${lockFileName} of the merge base: ${firstLine(run)}.`,
  );
}

function firstLine({ err }: GitRun): string {
  return (err.trim().split("\n")[0] ?? "").replace(/\.$/, "");
}
