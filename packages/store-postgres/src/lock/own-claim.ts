import { randomUUID } from "node:crypto";
import { closeSync, constants, fstatSync, lstatSync, openSync, rmSync, writeSync } from "node:fs";
import { join } from "node:path";
import { writePlainFile } from "@promptrail/core/state-folder";
import { type Claim, claimSuffix, formatClaim } from "./claim.js";

/** This process's claim in a lock folder: a file of its own. Its methods throw file system errors, and `file_unwritable`. */
export class OwnClaim {
  readonly folder: string;
  /** Its file's. No other claim ever has it. */
  readonly name: string;
  readonly claim: Claim;
  readonly #path: string;
  readonly #id = randomUUID();
  #file: { readonly handle: number; readonly inode: string } | null = null;
  #shownAt = { steady: 0, clock: 0 };

  constructor(folder: string, claim: Claim) {
    this.folder = folder;
    this.claim = claim;
    this.name = `${this.#id}${claimSuffix}`;
    this.#path = join(folder, this.name);
  }

  /** Appears whole or not at all. */
  put(): void {
    if (this.#file !== null) return;
    const inode = writePlainFile(this.#path, (own) =>
      formatClaim({ ...this.claim, inode: own }, this.#id),
    );
    // Held open, so that its inode stays its own on every file system.
    const handle = openSync(this.#path, constants.O_RDWR | constants.O_NOFOLLOW);
    this.#file = { handle, inode };
    this.showLife();
  }

  /** Leaves a file of that name alone that is not its own. */
  withdraw(): void {
    if (this.#file === null) return;
    if (this.isThere()) rmSync(this.#path, { force: true });
    closeSync(this.#file.handle);
    this.#file = null;
  }

  isThere(): boolean {
    const found = lstatSync(this.#path, { bigint: true, throwIfNoEntry: false });
    return found?.isFile() === true && String(found.ino) === this.#file?.inode;
  }

  /** Written, not stamped: the file then has its time from the file system's clock, as all others there. */
  showLife(): void {
    if (this.#file === null) return;
    writeSync(this.#file.handle, "{", 0);
    this.#shownAt = { steady: performance.now(), clock: Date.now() };
  }

  /** Since the last sign of life. One of the two clocks stands still while a machine sleeps, the other can be set. */
  get silentMs(): number {
    const { steady, clock } = this.#shownAt;
    return Math.max(performance.now() - steady, Date.now() - clock);
  }

  /** The last sign of life, by the file system's clock. */
  get shownAt(): number {
    return this.#file === null ? 0 : fstatSync(this.#file.handle).mtimeMs;
  }
}
