import { randomUUID } from "node:crypto";
import {
  closeSync,
  constants,
  fstatSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { findErrorCode } from "../errors/any-error.js";
import { writingNow } from "./file-unwritable.js";
import { makeParents } from "./make-folder.js";

/** A small file that is one itself: no link, no pipe, no folder. */
export interface PlainFile {
  readonly text: string;
  /** Its number in the file system, which a copy of it does not have. */
  readonly inode: string;
  /** Milliseconds since 1970, by the clock of the file system. */
  readonly changedAt: number;
}

/** What is kept in such files is far smaller. */
const mostBytes = 65_536;

/** Null where there is none, also where a link or something else stands in its place. Throws file system errors. */
export function readPlainFile(path: string): PlainFile | null {
  const file = open(path);
  if (file === null) return null;
  try {
    const status = fstatSync(file, { bigint: true });
    if (!status.isFile() || status.size > mostBytes) return null;
    const { ino, mtimeNs } = status;
    const changedAt = Number(mtimeNs / 1_000_000n);
    return { text: readFileSync(file, "utf8"), inode: String(ino), changedAt };
  } finally {
    closeSync(file);
  }
}

const missing: ReadonlySet<unknown> = new Set(["ENOENT", "ENOTDIR", "ELOOP", "EMLINK"]);

function open(path: string): number | null {
  try {
    return openSync(path, constants.O_RDONLY | constants.O_NONBLOCK | constants.O_NOFOLLOW);
  } catch (error) {
    if (missing.has(findErrorCode(error))) return null;
    throw error;
  }
}

/**
 * Writes a file for its owner alone, whole or not at all, in the place of what was there: a link is
 * replaced, never followed.
 *
 * @param toText is given the file's inode, so that its text can tell it from a copy.
 * @returns the inode.
 * @throws PromptrailError `file_unwritable`.
 */
export function writePlainFile(path: string, toText: (inode: string) => string): string {
  return putWhole(path, toText, ownersMode);
}

/** The same for a file of the project, which others may read as they may read the rest of it. */
export function writeProjectFile(path: string, text: string): void {
  putWhole(path, () => text, projectMode);
}

/**
 * Makes a file of the project, with the folders above it, and leaves one alone that is there.
 *
 * @throws PromptrailError `file_unwritable`, also where it is there already.
 */
export function makeProjectFile(path: string, text: string): void {
  writingNow(path, () => {
    makeParents(path);
    writeDraft(path, () => text, projectMode);
  });
}

/**
 * Whether a file of the project could be written: makes the folders above it and a file beside it, which is taken away again.
 * Whatever would refuse the file refuses that; only a folder with its name does not.
 *
 * @throws PromptrailError `file_unwritable`, of the path itself.
 */
export function requireWritablePath(path: string): void {
  writingNow(path, () => {
    makeParents(path);
    const draft = toDraftName(path);
    writeDraft(draft, () => "", projectMode);
    rmSync(draft);
  });
}

function toDraftName(path: string): string {
  return `${path}.${randomUUID()}.tmp`;
}

const ownersMode = 0o600;
/** What the user's own settings leave of it. */
const projectMode = 0o666;

function putWhole(path: string, toText: (inode: string) => string, mode: number): string {
  return writingNow(path, () => {
    const draft = toDraftName(path);
    const inode = writeDraft(draft, toText, mode);
    try {
      renameSync(draft, path);
      return inode;
    } catch (error) {
      rmSync(draft, { force: true });
      throw error;
    }
  });
}

/** A new file, or none where it cannot be written to its end. */
function writeDraft(path: string, toText: (inode: string) => string, mode: number): string {
  const file = openSync(path, "wx", mode);
  try {
    const inode = String(fstatSync(file, { bigint: true }).ino);
    writeFileSync(file, toText(inode));
    return inode;
  } catch (error) {
    rmSync(path, { force: true });
    throw error;
  } finally {
    closeSync(file);
  }
}
