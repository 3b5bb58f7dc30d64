import {
  closeSync,
  constants,
  fchmodSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  type Stats,
  statSync,
  writeFileSync,
} from "node:fs";
import { dirname, join, resolve, sep } from "node:path";
import { writingNow } from "./file-unwritable.js";

/** The folder of a project that holds what belongs to this machine alone: the store, logs, keys. */
export const stateFolderName = ".promptrail";

const gitignore = `# What promptrail keeps on this machine, keys among it: not to be committed.
*
`;

const folderMode = 0o700;
const fileMode = 0o600;

/**
 * Makes a folder of this machine's own data, with those above it: what is made here belongs to its owner alone, and what
 * was there keeps its rights. Where a `.promptrail` is among them, it is closed to others with all in it, also
 * where it was open, and a `.gitignore` of its own keeps it out of git, whoever makes it.
 *
 * @throws PromptrailError `file_unwritable`.
 */
export function makeFolder(path: string): void {
  writingNow(path, () => make(path));
}

/**
 * Makes the folders above a file of the project: others may read them as they may read the rest of the
 * project. In a `.promptrail` they are as `makeFolder` makes them.
 *
 * @throws PromptrailError `file_unwritable`, of the file itself: that is the path which its user gave.
 */
export function makeProjectFolders(file: string): void {
  writingNow(file, () => {
    if (findStateFolder(dirname(file)) === null) makeParents(file);
    else make(dirname(file));
  });
}

function make(path: string): void {
  const state = findStateFolder(path);
  if (state === null) {
    makeAll(path, folderMode);
    return;
  }
  makeAll(dirname(state));
  makeAll(path, folderMode);
  if (isOpen(statSync(state))) closeToOthers(state);
  keepOutOfGit(state);
}

/**
 * Makes a folder with those above it, one after the other. Node's own recursive `mkdir` never returns where the system
 * lets nobody make a folder, as below /proc. Throws file system errors.
 */
export function makeAll(path: string, mode?: number): void {
  if (isFolder(path)) return;
  makeParents(path, mode);
  try {
    mkdirSync(path, { mode });
  } catch (error) {
    // Somebody else made it in the meantime.
    if (!isFolder(path)) throw error;
  }
}

/** Makes the folders above a path. What stands there and is no folder refuses the path itself. Throws file system errors. */
export function makeParents(path: string, mode?: number): void {
  const parent = dirname(path);
  const isThere = statSync(parent, { throwIfNoEntry: false }) !== undefined;
  if (!isThere && parent !== path) makeAll(parent, mode);
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}

function findStateFolder(path: string): string | null {
  const segments = resolve(path).split(sep);
  const depth = segments.lastIndexOf(stateFolderName);
  return depth === -1 ? null : segments.slice(0, depth + 1).join(sep);
}

/** Whether others than its owner have rights on what is this user's to close. Windows has other rights, and no such numbers. */
function isOpen({ mode, uid }: Stats): boolean {
  return (mode & 0o077) !== 0 && uid === process.geteuid?.();
}

/** Takes a folder and all in it from everybody but its owner. */
export function closeToOthers(folder: string): void {
  closeAll(folder);
  // Last, as it stands for all of them.
  if (isOpen(statSync(folder))) close(folder, folderMode, 0);
}

function closeAll(folder: string): void {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) closeAll(path);
    if (!entry.isDirectory() && !entry.isFile()) continue;
    const found = lstatSync(path, { throwIfNoEntry: false });
    if (found !== undefined && isOpen(found)) close(path, entry.isFile() ? fileMode : folderMode);
  }
}

/** By its handle, so that no link that comes in between leads elsewhere. */
function close(path: string, mode: number, links: number = constants.O_NOFOLLOW): void {
  try {
    const handle = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK | links);
    try {
      fchmodSync(handle, mode);
    } finally {
      closeSync(handle);
    }
  } catch {
    // It is gone; or it is somebody else's, who alone can close it.
  }
}

function keepOutOfGit(folder: string): void {
  try {
    writeFileSync(join(folder, ".gitignore"), gitignore, { flag: "wx", mode: fileMode });
  } catch {
    // It is there already; or nobody here may write to the folder, so that nothing gets into it either.
  }
}
