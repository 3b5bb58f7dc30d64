import { setImmediate as nextTurn } from "node:timers/promises";
import type { CallIntent } from "@promptrail/core/call-log";
import { findErrorCode, isError } from "@promptrail/core/errors";
import type { Loss } from "../room/gap-ledger.js";
import { closePut, losePut, toPut } from "./count-put.js";
import { DelayedRun } from "./delayed-run.js";
import type { IntakeSettings } from "./intake-settings.js";
import type { Journal, OwnSegment } from "./journal.js";
import { moveOut } from "./move-out.js";
import { type OpenCall, OpenCalls } from "./open-calls.js";
import { type Put, putTaken, type Taken } from "./put-taken.js";
import { toIntent } from "./to-intent.js";

/** What was taken is written after so long, or as soon as it is so much. */
export const groupMs = 20;
const groupBytes = 1_000_000;
/** So much is put together and written at a time; then others have their turn. */
const sliceBytes = 262_144;
/** What was lost is written at least so often. */
const gapMs = 1_000;
/** Intents are small, and go on a little beyond the room. */
const reserve = 1.05;

/** What calls of this process hand in, on its way to the disk. */
export class Intake {
  #journal: Journal;
  readonly #settings: IntakeSettings;
  readonly #open = new OpenCalls();
  #taken: Taken[] = [];
  /** What an average record takes, to tell when a group is full. */
  #averageBytes = 4_096;
  #running: Promise<void> = Promise.resolve();
  #next: Promise<void> | null = null;
  readonly #groupRun: DelayedRun;
  readonly #gapRun: DelayedRun;
  /** Why the disk took nothing the last time; null when it did. */
  #failure: Error | null = null;
  /** Whether calls began whose intents the disk did not take. */
  #hasUnwritten = false;
  #isMoved = false;
  #isClosed = false;

  constructor(journal: Journal, settings: IntakeSettings) {
    this.#journal = journal;
    this.#settings = settings;
    const { clock } = settings;
    // Whoever waits for it is told by `sync`; all others by `onProblem`.
    const run = (): void => void this.sync().catch(() => {});
    this.#groupRun = new DelayedRun({ clock, ms: groupMs, holds: true, run });
    this.#gapRun = new DelayedRun({ clock, ms: gapMs, holds: false, run });
  }

  get journal(): Journal {
    return this.#journal;
  }

  /** How many wait to be written. */
  get taken(): number {
    return this.#taken.length;
  }

  get openCalls(): number {
    return this.#open.size;
  }

  start(call: CallIntent): void {
    if (this.#isClosed) return;
    const intent = toIntent(call);
    // While the disk takes nothing, groups try it again: not each call.
    const hasRoom = this.#settings.findShare(0) < reserve;
    const isTaken = hasRoom && this.#failure === null;
    const written = isTaken ? this.#writeIntent(intent) : null;
    this.#hasUnwritten ||= hasRoom && written === null;
    this.#open.set({ intent, written });
    this.#groupRun.schedule();
  }

  take(taken: Taken): void {
    if (this.#isClosed) return;
    this.#taken.push(taken);
    const isFull = this.#taken.length * this.#averageBytes >= groupBytes;
    if (isFull) void this.sync().catch(() => {});
    else this.#groupRun.schedule();
  }

  lose(loss: Loss): void {
    this.#settings.ledger.count(loss);
    this.#groupRun.schedule();
  }

  /**
   * Resolves once everything that was taken before is on disk, in a folder that is this process's.
   * Rejects with what the file system says.
   */
  sync(): Promise<void> {
    this.#next ??= this.#runNext();
    return this.#next;
  }

  /** What this segment alone tells of is written again, and on disk: the segment can go. */
  async carry(segment: OwnSegment): Promise<void> {
    for (const { intent, written } of this.#open.listIn(segment)) {
      if (written === null) continue;
      const { call } = written;
      this.#journal.add("carried", JSON.stringify(intent), call);
      this.#open.set({ intent, written: { call, segment: this.#commit() } });
    }
    this.#settings.ledger.renew(segment);
    this.#writeGaps({ all: true, isEnd: false });
    await this.sync();
  }

  /** Looks whether the folder is still this process's, also where nothing is written for long. */
  async verify(): Promise<void> {
    if (await this.#journal.folder.isOurs()) return;
    this.#isMoved = true;
    await this.sync();
  }

  /** Takes nothing more, and writes all. Rejects with what the file system says. */
  async close(): Promise<void> {
    this.#isClosed = true;
    try {
      await this.sync().catch(() => {});
      this.#writeGaps({ all: true, isEnd: true });
      await this.sync();
    } finally {
      this.#groupRun.cancel();
      this.#gapRun.cancel();
    }
  }

  /** Null where the disk does not take it. */
  #writeIntent(intent: CallIntent): OpenCall["written"] {
    try {
      const call = this.#journal.add("intent", JSON.stringify(intent));
      return { call, segment: this.#commit() };
    } catch (error) {
      if (!this.#isMoved) this.#fail(error);
      return null;
    }
  }

  /** Those that the disk did not take when their calls began. */
  #retryIntents(): void {
    if (!this.#hasUnwritten || this.#isMoved) return;
    for (const { intent } of this.#open.list().filter(({ written }) => written === null)) {
      const written = this.#writeIntent(intent);
      if (written === null) return;
      this.#open.set({ intent, written });
      this.#failure = null;
    }
    this.#hasUnwritten = false;
  }

  #commit(): OwnSegment {
    try {
      return this.#journal.commit();
    } catch (error) {
      // Another process moved the folder away: what is taken is written to a new one.
      if (findErrorCode(error) === "ENOENT") this.#isMoved = true;
      throw error;
    } finally {
      this.#journal.discard();
    }
  }

  async #runNext(): Promise<void> {
    await this.#running.catch(() => {});
    this.#next = null;
    this.#running = this.#writeGroup();
    await this.#running;
  }

  async #writeGroup(): Promise<void> {
    this.#groupRun.cancel();
    let lost: Error | null = null;
    try {
      this.#writeGaps({ all: this.#failure !== null, isEnd: false });
      this.#retryIntents();
      do {
        lost = (await this.#writeTaken()) ?? lost;
        await this.#bringToDisk();
      } while (this.#taken.length > 0);
    } catch (error) {
      lost = this.#fail(error);
      if (this.#isMoved) for (const taken of this.#taken.splice(0)) this.#loseTaken(taken);
      else if (this.#taken.length > 0) this.#groupRun.schedule();
    }
    lost ??= this.#failure;
    if (!this.#isClosed && !this.#settings.ledger.isEmpty) this.#gapRun.schedule();
    this.#settings.onWritten();
    if (lost !== null) throw lost;
  }

  /** Writes what was taken, until nothing is left or the folder is gone; tells why something was lost. */
  async #writeTaken(): Promise<Error | null> {
    let lost: Error | null = null;
    while (this.#taken.length > 0 && !this.#isMoved) {
      lost = this.#writeSlice() ?? lost;
      if (this.#taken.length > 0) await nextTurn();
    }
    return lost;
  }

  get #books() {
    return { open: this.#open, ledger: this.#settings.ledger };
  }

  #writeSlice(): Error | null {
    const puts: Put[] = [];
    let count = 0;
    for (const taken of this.#taken) {
      const put = this.#put(taken);
      count += 1;
      if (put !== null) puts.push(put);
      if (this.#journal.buffered >= sliceBytes) break;
    }
    const bytes = this.#journal.buffered;
    try {
      if (bytes > 0) this.#commit();
    } catch (error) {
      if (this.#isMoved) return null;
      this.#taken.splice(0, count);
      for (const put of puts) losePut(put, this.#books);
      return this.#fail(error);
    }
    this.#taken.splice(0, count);
    this.#averageBytes = Math.max(256, bytes / count);
    if (bytes > 0) this.#failure = null;
    for (const put of puts) closePut(put, this.#books);
    return null;
  }

  #put(taken: Taken): Put | null {
    try {
      const { findShare, isErased, draw } = this.#settings;
      const put = { journal: this.#journal, open: this.#open, findShare, isErased, draw };
      return putTaken(taken, put);
    } catch (error) {
      // It has no JSON form.
      this.#settings.onProblem(error);
      this.#loseTaken(taken);
      return null;
    }
  }

  #loseTaken(taken: Taken): void {
    losePut(toPut(taken, this.#open), this.#books);
  }

  async #bringToDisk(): Promise<void> {
    while (this.#isMoved || !this.#journal.isSynced) {
      if (this.#isMoved || !(await this.#journal.sync())) await this.#moveOut();
    }
  }

  async #moveOut(): Promise<void> {
    this.#isMoved = true;
    const { makeJournal, ledger, onMoved } = this.#settings;
    const journal = await makeJournal();
    await moveOut({ from: this.#journal, to: journal, open: this.#open });
    this.#journal.close();
    this.#journal = journal;
    this.#isMoved = false;
    ledger.renewAll();
    onMoved();
    this.#writeGaps({ all: true, isEnd: false });
  }

  #fail(thrown: unknown): Error {
    const error = isError(thrown) ? thrown : new Error(String(thrown));
    if (this.#failure === null) this.#settings.onProblem(error);
    this.#failure = error;
    return error;
  }

  #writeGaps(which: { readonly all: boolean; readonly isEnd: boolean }): void {
    const { ledger } = this.#settings;
    const due = ledger.findDue(which);
    if (due.length === 0) return;
    try {
      for (const { record } of due) this.#journal.add("gap", JSON.stringify(record), 0);
      ledger.markWritten(due, this.#commit());
      this.#failure = null;
    } catch (error) {
      if (!this.#isMoved) this.#fail(error);
    }
  }
}
