import type { EventLoopUtilization } from "node:perf_hooks";

/** Looked at over so long, in which calls came without a pause. */
const windowMs = 1_000;
const pauseMs = 250;
/** Of its time, the share that a process has work. Above it, whatever runs beside calls makes them wait. */
const mostUsed = 0.95;

/** What tells how much of its time the event loop had work. */
export interface LoopClock {
  readonly now: () => number;
  /** Since an earlier answer, where one is given. */
  readonly utilization: (since?: EventLoopUtilization) => EventLoopUtilization;
}

const ownClock: LoopClock = {
  now: () => performance.now(),
  utilization: (since) => performance.eventLoopUtilization(since),
};

/** Whether a process has time for what may be left out. It is asked with each call; a few busy moments do not count. */
export class SpareTime {
  readonly #clock: LoopClock;
  #since: EventLoopUtilization;
  #startedAt: number;
  #askedAt: number;
  #isShort = false;

  constructor(clock: LoopClock = ownClock) {
    this.#clock = clock;
    this.#since = clock.utilization();
    this.#startedAt = clock.now();
    this.#askedAt = this.#startedAt;
  }

  /** True after a second of calls in which the process had nearly always work. */
  isShort(): boolean {
    const now = this.#clock.now();
    const hasPaused = now - this.#askedAt > pauseMs;
    this.#askedAt = now;
    if (hasPaused) this.#isShort = false;
    else if (now - this.#startedAt < windowMs) return this.#isShort;
    else this.#isShort = this.#clock.utilization(this.#since).utilization > mostUsed;
    this.#since = this.#clock.utilization();
    this.#startedAt = now;
    return this.#isShort;
  }
}
