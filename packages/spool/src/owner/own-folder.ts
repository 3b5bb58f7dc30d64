import { closeSync, mkdirSync, openSync, readdirSync, rmSync, writeSync } from "node:fs";
import { stat } from "node:fs/promises";
import { join } from "node:path";
import { createCallId } from "@promptrail/core/call-log";
import { findErrorCode } from "@promptrail/core/errors";
import { makeFolder, readOwnIdentity, writePlainFile } from "@promptrail/core/state-folder";

/** In each owner's folder: who it is, a mark that moves while it lives, and what it adopted. */
export const ownerFile = "owner.json";
export const aliveFile = "alive";
export const adoptedFolder = "adopted";

/** The folder of one spool in one process. */
export interface OwnFolder {
  readonly path: string;
  readonly name: string;
  /** Shows others that this process lives. */
  beat(): void;
  /** Whether the folder still stands at its path: another process that took this one for dead moves it away. */
  isOurs(): Promise<boolean>;
  /** Lets the next process have what is left. */
  release(): void;
  /** Removes the folder; where something was left in it for a later build, releases it. */
  remove(): void;
}

/**
 * Makes a folder of this process's own.
 *
 * @param place the folder of the environment.
 * @throws PromptrailError `file_unwritable`.
 */
export async function makeOwnFolder(place: string, now: Date): Promise<OwnFolder> {
  makeFolder(place);
  // In the order of their names the folders of dead owners are taken, oldest first.
  const name = createCallId(now);
  const path = join(place, name);
  mkdirSync(path, { mode: 0o700 });
  mkdirSync(join(path, adoptedFolder), { mode: 0o700 });
  const identity = readOwnIdentity();
  writePlainFile(join(path, ownerFile), () => JSON.stringify(identity));
  const inode = await readInode(path);
  let beats = 0;
  let alive: number | null = openSync(join(path, aliveFile), "wx", 0o600);
  const stop = (): void => {
    if (alive !== null) closeSync(alive);
    alive = null;
  };
  const release = (): void => {
    stop();
    writePlainFile(join(path, ownerFile), () => JSON.stringify({ ...identity, pid: null }));
  };
  return {
    path,
    name,
    beat: () => {
      beats += 1;
      if (alive !== null) writeSync(alive, String(beats).padStart(16), 0);
    },
    isOurs: async () => (await readInode(path)) === inode,
    release,
    remove: () => {
      if (readdirSync(join(path, adoptedFolder)).length > 0) {
        release();
        return;
      }
      stop();
      rmSync(path, { recursive: true, force: true });
    },
  };
}

/** Null where nothing stands there. */
async function readInode(path: string): Promise<string | null> {
  try {
    const { dev, ino } = await stat(path, { bigint: true });
    return `${dev}:${ino}`;
  } catch (error) {
    if (findErrorCode(error) === "ENOENT") return null;
    throw error;
  }
}
