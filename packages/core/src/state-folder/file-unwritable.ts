import { existsSync, lstatSync } from "node:fs";
import { dirname } from "node:path";
import { isError, toErrorText } from "../errors/any-error.js";
import { isPromptrailError, PromptrailError } from "../errors/promptrail-error.js";

/** Of the system's codes for a file: what is in the way, and what ends that. */
const obstacles: Readonly<Record<string, readonly [reason: string, cure: string]>> = {
  EACCES: ["this user does not have the permission", "Give this user write permission."],
  EPERM: ["this user does not have the permission", "Give this user write permission."],
  EROFS: ["the disk is mounted read-only", "Mount the disk with write access."],
  ENOSPC: ["the disk is full", "Free space on the disk."],
  EDQUOT: ["the disk quota of this user is used up", "Free space, or raise the quota."],
  EISDIR: ["a folder has its name", "Move the folder away."],
  EEXIST: ["a file or a folder has its name", "Move that away."],
  ENOTDIR: ["a part of its path is a file, not a folder", "Move that file away."],
  ENOENT: ["its folder does not exist", "Create the folder."],
  ELOOP: ["its path has symbolic links that form a loop", "Remove one of the links."],
  ENAMETOOLONG: ["its path is too long for this system", "Use a folder with a shorter path."],
  EMFILE: ["this process has too many files open", "Raise the limit of open files."],
  ENFILE: ["this machine has too many files open", "Raise the limit of open files."],
  EIO: ["the disk reports an error", "Check the disk."],
};

/** What the system says below /proc of folders that are there: no cure in the folder itself. */
const closedFolder = [
  "the system lets no user create anything in its folder",
  "Use a path on a disk.",
] as const;

const brokenLink = ["a symbolic link in its path points to nothing", "Remove the link."] as const;

const unknownCure = "Check that this user can write the file.";

/** Why the file system refused something, without a full stop: "the disk is full (ENOSPC)". */
export function describeFileError(error: unknown): string {
  const cause = findCause(error);
  const code = codeOf(cause);
  const known = findObstacle(cause)?.[0];
  if (known !== undefined) return `${known} (${code})`;
  return toErrorText(cause).replace(/\.$/, "");
}

function findObstacle(error: unknown): readonly [reason: string, cure: string] | undefined {
  return explainPath(error) ?? obstacles[codeOf(error)];
}

/** Of what was to be made, where the system's code alone would lead astray. */
function explainPath(error: unknown): typeof closedFolder | typeof brokenLink | undefined {
  const code = codeOf(error);
  if ((code !== "ENOENT" && code !== "EEXIST") || !isError(error)) return undefined;
  if (!("path" in error && "syscall" in error) || typeof error.path !== "string") return undefined;
  if (error.syscall !== "open" && error.syscall !== "mkdir") return undefined;
  if (isBrokenLink(error.path)) return brokenLink;
  const isMissing = code === "ENOENT" && existsSync(dirname(error.path));
  return isMissing ? closedFolder : undefined;
}

function isBrokenLink(path: string): boolean {
  return !existsSync(path) && lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() === true;
}

/** The same of a file that is read: what does not exist is the file itself. */
export function describeReadError(error: unknown): string {
  return codeOf(error) === "ENOENT" ? "it does not exist (ENOENT)" : describeFileError(error);
}

/** What was told as an error of ours on its way says the same of another file. */
function findCause(error: unknown): unknown {
  return isPromptrailError(error) && error.code === "file_unwritable" ? error.cause : error;
}

interface Unwritable {
  /** `prompts.lock.json cannot be written` */
  readonly what: string;
  readonly file: string;
  /** What follows from it for whoever reads this; a whole sentence. */
  readonly consequence?: string;
}

/** The error of a file or a folder that the file system refuses to write. */
export function fileUnwritable(
  { what, file, consequence }: Unwritable,
  error: unknown,
): PromptrailError {
  const cause = findCause(error);
  const [, cure = unknownCure] = findObstacle(cause) ?? [];
  const sentences = [`${what}: ${describeFileError(cause)}.`, consequence, cure];
  return new PromptrailError(
    "file_unwritable",
    sentences.filter((sentence) => sentence !== undefined).join(" "),
    { file },
    cause,
  );
}

/**
 * Runs what writes a file or a folder.
 *
 * @throws PromptrailError `file_unwritable` for what the file system refuses; all else as it is.
 */
export async function writing<Result>(
  file: string,
  work: () => Result | Promise<Result>,
): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    throw toFileUnwritable(file, error);
  }
}

/** The same for work that waits for nothing. */
export function writingNow<Result>(file: string, work: () => Result): Result {
  try {
    return work();
  } catch (error) {
    throw toFileUnwritable(file, error);
  }
}

function toFileUnwritable(file: string, error: unknown): unknown {
  if (isPromptrailError(error) || codeOf(error) === "") return error;
  return fileUnwritable({ what: `${file} cannot be written`, file }, error);
}

/** The system's code of an error of the file system; empty for any other error. */
function codeOf(error: unknown): string {
  if (!isError(error) || !("code" in error) || !("syscall" in error)) return "";
  return String(error.code);
}
