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
 * replaced, never followed. Throws file system errors.
 *
 * @param toText is given the file's inode, so that its text can tell it from a copy.
 * @returns the inode.
 */
export function writePlainFile(path: string, toText: (inode: string) => string): string {
  const draft = `${path}.${randomUUID()}.tmp`;
  try {
    const file = openSync(draft, "wx", 0o600);
    let inode: string;
    try {
      inode = String(fstatSync(file, { bigint: true }).ino);
      writeFileSync(file, toText(inode));
    } finally {
      closeSync(file);
    }
    renameSync(draft, path);
    return inode;
  } catch (error) {
    rmSync(draft, { force: true });
    throw error;
  }
}
