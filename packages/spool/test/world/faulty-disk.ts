import { existsSync, rmSync, truncateSync } from "node:fs";
import { type Disk, realDisk } from "../../src/disk.js";

interface Known {
  readonly path: string;
  appended: number;
  synced: number;
  isNameSynced: boolean;
}

/**
 * The real disk without the cost of its `fsync`, which can be full, fail, be lost with its process, or have its power
 * cut: then no byte is sure to be there that was not synced.
 */
export class FaultyDisk implements Disk {
  readonly #files = new Map<number, Known>();
  state: "works" | "full" | "broken" | "gone" = "works";
  /** As if nobody called `fsync`, for the proof that this is noticed. */
  forgetsSync = false;

  readonly create: Disk["create"] = (path) => {
    this.#refuse("ENOSPC");
    const file = realDisk.create(path);
    this.#files.set(file, { path, appended: 0, synced: 0, isNameSynced: false });
    return file;
  };

  readonly append: Disk["append"] = (file, bytes, length = bytes.length) => {
    // What has room is there.
    if (this.state === "full") realDisk.append(file, bytes, Math.floor(length / 2));
    this.#refuse("ENOSPC");
    realDisk.append(file, bytes, length);
    const known = this.#files.get(file);
    if (known !== undefined) known.appended += length;
  };

  readonly truncate: Disk["truncate"] = (file, size) => {
    if (this.state === "broken" || this.state === "gone") throw fault("EIO");
    realDisk.truncate(file, size);
  };

  readonly sync: Disk["sync"] = async (file) => {
    if (this.state === "broken" || this.state === "gone") throw fault("EIO");
    const known = this.#files.get(file);
    if (known !== undefined && !this.forgetsSync) known.synced = known.appended;
  };

  readonly syncFolder: Disk["syncFolder"] = async (path) => {
    if (this.state === "broken" || this.state === "gone") throw fault("EIO");
    if (this.forgetsSync) return;
    for (const known of this.#files.values()) {
      if (known.path.startsWith(path)) known.isNameSynced = true;
    }
  };

  /** The process is gone, and with it whatever the disk had not got. `draw` gives numbers from 0 to 1. */
  cutPower(draw: () => number): void {
    this.state = "gone";
    for (const { path, appended, synced, isNameSynced } of this.#files.values()) {
      if (!existsSync(path)) continue;
      if (!isNameSynced && draw() < 0.5) rmSync(path);
      else truncateSync(path, synced + Math.floor(draw() * (appended - synced + 1)));
    }
  }

  #refuse(code: string): void {
    if (this.state === "full") throw fault(code);
    if (this.state !== "works") throw fault("EIO");
  }
}

function fault(code: string): Error {
  return Object.assign(new Error(`${code}: a fault that the test makes, write`), {
    code,
    syscall: "write",
  });
}
