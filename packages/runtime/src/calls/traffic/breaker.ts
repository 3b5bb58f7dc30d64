/** A model is not asked any more once so many calls of the window ended, and this share of them without an answer. */
export const fewestJudged = 20;
export const failingShare = 0.5;
export const windowMs = 30_000;
/** The pause until one call probes the model; each probe that fails doubles it. */
export const firstPauseMs = 10_000;
export const longestPauseMs = 60_000;

const slotMs = 1_000;
const slots = windowMs / slotMs;

/** How a call ended, for who asks whether the model is well; `null` says nothing of it. */
export type CallEnd = "answered" | "failed" | null;

/** A number: nothing may be sent, and it is worth trying in so many milliseconds. `unseen`: sent and not counted. */
export type Admission = "call" | "probe" | "unseen" | number;

/**
 * A circuit breaker for one model: a vendor that is down is left alone, and hears of one call now and then. A call is
 * counted when it ended as a whole: a stream that breaks off is no success because it began.
 */
export class Breaker {
  readonly #ended = Array.from({ length: slots }, () => 0);
  readonly #failed = Array.from({ length: slots }, () => 0);
  /** The second, since 1970, that the newest slot stands for. */
  #newest = 0;
  #pauseMs = firstPauseMs;
  #pausedUntil: number | null = null;
  #isProbing = false;

  /** Whether a call may be sent, and as what; else how long it is until the next probe, in milliseconds. */
  admit(now: number): Admission {
    if (this.#pausedUntil === null) return "call";
    const left = this.#pausedUntil - now;
    if (left > 0) return left;
    // The probe is under way: its answer is waited for.
    if (this.#isProbing) return firstPauseMs;
    this.#isProbing = true;
    return "probe";
  }

  /** True where nothing may be sent now. Unlike `admit` it takes no probe. */
  isPaused(now: number): boolean {
    return this.#pausedUntil !== null && (this.#isProbing || now < this.#pausedUntil);
  }

  get isOpen(): boolean {
    return this.#pausedUntil !== null;
  }

  /** Counts the end of what was admitted. True where the breaker opens by it. */
  note(admitted: "call" | "probe", end: CallEnd, now: number): boolean {
    if (admitted === "probe") this.#noteProbe(end, now);
    // Calls that were sent before the pause end in it as well: they say nothing new.
    if (this.#pausedUntil !== null || admitted === "probe" || end === null) return false;
    const slot = this.#slotOf(now);
    this.#ended[slot] = (this.#ended[slot] ?? 0) + 1;
    if (end === "answered") return false;
    this.#failed[slot] = (this.#failed[slot] ?? 0) + 1;
    const { ended, failed } = this.counts;
    if (ended < fewestJudged || failed < ended * failingShare) return false;
    this.#pausedUntil = now + this.#pauseMs;
    return true;
  }

  /** What the window holds. */
  get counts(): { readonly ended: number; readonly failed: number } {
    return { ended: sum(this.#ended), failed: sum(this.#failed) };
  }

  #noteProbe(end: CallEnd, now: number): void {
    this.#isProbing = false;
    if (end === null) return;
    if (end === "answered") {
      this.#pausedUntil = null;
      this.#pauseMs = firstPauseMs;
      this.#ended.fill(0);
      this.#failed.fill(0);
      return;
    }
    this.#pauseMs = Math.min(longestPauseMs, this.#pauseMs * 2);
    this.#pausedUntil = now + this.#pauseMs;
  }

  /** The slot of this second, after what left the window was emptied. */
  #slotOf(now: number): number {
    const second = Math.floor(now / slotMs);
    const passed = Math.min(slots, second - this.#newest);
    for (let step = 1; step <= passed; step += 1) {
      const slot = (second - passed + step) % slots;
      this.#ended[slot] = 0;
      this.#failed[slot] = 0;
    }
    this.#newest = Math.max(this.#newest, second);
    return this.#newest % slots;
  }
}

function sum(counts: readonly number[]): number {
  return counts.reduce((total, count) => total + count, 0);
}
