import { rmSync } from "node:fs";
import { findErrorCode } from "@promptrail/core/errors";
import { everyFamily } from "@promptrail/core/portable";
import type { Clock } from "../clock.js";
import type { Intake } from "../journal/intake.js";
import type { OwnSegment } from "../journal/journal.js";
import type { Estate, Inheritance } from "../owner/inheritance.js";
import { headerBytes } from "../record/segment-header.js";
import { toStableId } from "../segment/stable-id.js";
import type { WaitingSegment } from "../segment/waiting-segment.js";
import { type Delivery, deliverCalls, deliverGaps } from "./deliver.js";
import type { ErasedSubjects } from "./erased-subjects.js";
import { readBatch } from "./read-batch.js";

/** What is written waits so long for more to go with it. */
export const lingerMs = 200;
/** After a failure, doubled with each. */
const leastWaitMs = 200;
const mostWaitMs = 5_000;
/** A segment of which all was brought is removed after so long, although it has room. */
export const keptMs = 60_000;
const orphansAtOnce = 500;

export interface ShipperSettings extends Delivery {
  readonly clock: Clock;
  readonly intake: Intake;
  readonly inheritance: Inheritance;
  readonly erased: ErasedSubjects;
}

/** Brings what waits in files to the call log, in order. */
export class Shipper {
  readonly #settings: ShipperSettings;
  #running: Promise<void> = Promise.resolve();
  #next: Promise<void> | null = null;
  #cancelTimer: (() => void) | null = null;
  #failures = 0;
  /** Whether the timer runs out after the time for which writes wait for others. */
  #isSoon = false;
  #isStopped = false;

  constructor(settings: ShipperSettings) {
    this.#settings = settings;
  }

  /** Something waits, or may wait. */
  wake(): void {
    if (this.#failures > 0 || this.#isSoon) return;
    this.#schedule(lingerMs);
  }

  /** Resolves once all that waits now was brought, or could not be. */
  ship(): Promise<void> {
    this.#next ??= this.#runNext();
    return this.#next;
  }

  stop(): void {
    this.#isStopped = true;
    this.#cancelTimer?.();
  }

  #schedule(ms: number): void {
    if (this.#isStopped) return;
    this.#isSoon = ms <= lingerMs;
    this.#cancelTimer?.();
    this.#cancelTimer = this.#settings.clock.after({ ms }, () => {
      void this.ship();
    });
  }

  async #runNext(): Promise<void> {
    await this.#running;
    this.#next = null;
    this.#cancelTimer?.();
    this.#isSoon = false;
    this.#running = this.#run();
    await this.#running;
  }

  async #run(): Promise<void> {
    try {
      await this.#shipAll();
      this.#failures = 0;
      this.#scheduleRest();
    } catch (error) {
      await this.#takeFailure(error);
    }
  }

  async #takeFailure(error: unknown): Promise<void> {
    if (this.#isStopped) return;
    const { intake, onProblem } = this.#settings;
    // Another process took the files, or this one's folder was removed: what is to be done about it is done there.
    const isGone = findErrorCode(error) === "ENOENT";
    if (isGone) await intake.verify().catch(onProblem);
    else if (this.#failures === 0) onProblem(error);
    this.#failures += 1;
    this.#schedule(Math.min(mostWaitMs, leastWaitMs * 2 ** (this.#failures - 1)));
  }

  async #shipAll(): Promise<void> {
    const { inheritance, intake, erased } = this.#settings;
    await erased.look();
    const marks = intake.journal.segments.map((segment) => ({ segment, size: segment.size }));
    for (const estate of inheritance.estates) await this.#shipEstate(estate);
    for (const { segment, size } of marks) {
      // Where an erasure was seen meanwhile, the segment is another and shorter.
      await this.#shipPart(segment, () =>
        intake.journal.current === segment ? size : segment.size,
      );
      await this.#finishOwn(segment);
    }
  }

  async #shipEstate(estate: Estate): Promise<void> {
    const { inheritance, erased } = this.#settings;
    const stock = await inheritance.takeStock(estate);
    if (stock === null) return;
    const { segments, orphans, gaps } = stock;
    await erased.look();
    if (!estate.isTold && !this.#isStopped) {
      const refused: WaitingSegment["refused"] = new Map();
      const source = { id: segments[0]?.id ?? "", refused };
      for (let at = 0; at < orphans.length; at += orphansAtOnce) {
        await deliverCalls(orphans.slice(at, at + orphansAtOnce), source, this.#settings);
      }
      await deliverGaps([...gaps, ...refused.values()], this.#settings);
      estate.isTold = true;
    }
    for (const segment of [...segments]) {
      await this.#shipPart(segment, () => segment.size);
      if (this.#isStopped) return;
      await deliverGaps([...segment.refused.values()], this.#settings);
      rmSync(segment.path, { force: true });
      segments.shift();
    }
    inheritance.end(estate);
  }

  async #shipPart(segment: WaitingSegment, findEnd: () => number): Promise<void> {
    const { erased } = this.#settings;
    while (!this.#isStopped) {
      await erased.look();
      if (segment.shipped >= findEnd()) return;
      const { calls, gaps, to } = await readBatch(segment, findEnd());
      // What comes first, so that no figure is trusted before it is told what it lacks.
      await deliverGaps(gaps, this.#settings);
      await deliverCalls(calls, segment, this.#settings);
      segment.shipped = to;
      segment.calls -= calls.length;
    }
  }

  /** Removes a segment of this process that is brought, and not written to any more. */
  async #finishOwn(segment: OwnSegment): Promise<void> {
    const { intake } = this.#settings;
    const { journal } = intake;
    if (this.#isStopped || segment.shipped < segment.size) return;
    if (journal.current === segment) {
      const isOld = this.#settings.clock.elapsed() - segment.madeAt >= keptMs;
      if (!isOld || segment.size === headerBytes) return;
      journal.rotate();
    }
    const isCarried = await this.#carry(segment);
    // Moved to another folder meanwhile.
    if (intake.journal !== journal) return;
    await deliverGaps([...segment.refused.values(), ...this.#findDamage(segment)], this.#settings);
    rmSync(segment.path, { force: true });
    journal.forget(segment);
    if (!isCarried) await intake.carry(segment);
  }

  /** False where the disk is full: then the segment goes first, which makes room. */
  async #carry(segment: OwnSegment): Promise<boolean> {
    try {
      await this.#settings.intake.carry(segment);
      return true;
    } catch (error) {
      if (findErrorCode(error) !== "ENOSPC") throw error;
      return false;
    }
  }

  /** Calls that were written and could not be read again. */
  #findDamage(segment: OwnSegment) {
    if (segment.calls <= 0) return [];
    const now = this.#settings.clock.now();
    return [
      {
        id: toStableId(segment.id, "missing"),
        reason: "spool_damaged" as const,
        lost: "calls" as const,
        family: everyFamily,
        lane: "production" as const,
        count: segment.calls,
        from: now,
        to: now,
      },
    ];
  }

  #scheduleRest(): void {
    const { segments } = this.#settings.intake.journal;
    const isWaiting = segments.some(({ shipped, size }) => shipped < size);
    // Also where nothing waits erasures are looked at, and a segment that is brought is removed.
    this.#schedule(isWaiting ? lingerMs : keptMs);
  }
}
