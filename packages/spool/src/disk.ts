import { closeSync, fdatasync, fsync, ftruncateSync, openSync, writeSync } from "node:fs";
import { promisify } from "node:util";

const syncData = promisify(fdatasync);
const syncAll = promisify(fsync);

/** The slice of a file system through which a spool writes; all of it throws file system errors. */
export interface Disk {
  /** Makes a file for its owner alone, which is appended to. */
  create(path: string): number;
  /** Appends all of the bytes, or the first `length`, or throws; some of them may then be there. */
  append(file: number, bytes: Uint8Array, length?: number): void;
  truncate(file: number, size: number): void;
  /** Resolves once the file's bytes are on the disk itself. */
  sync(file: number): Promise<void>;
  /** The same for the names of a folder. */
  syncFolder(path: string): Promise<void>;
}

export const realDisk: Disk = {
  create: (path) => openSync(path, "ax+", 0o600),
  append: (file, bytes, length = bytes.length) => {
    let written = 0;
    while (written < length) written += writeSync(file, bytes, written, length - written);
  },
  truncate: (file, size) => ftruncateSync(file, size),
  sync: (file) => syncData(file),
  syncFolder: async (path) => {
    // Windows opens no folders, and keeps their names by itself.
    if (process.platform === "win32") return;
    const folder = openSync(path, "r");
    try {
      await syncAll(folder);
    } finally {
      closeSync(folder);
    }
  },
};
