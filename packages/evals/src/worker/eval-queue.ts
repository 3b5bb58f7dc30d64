import type { Eval } from "@promptrail/core";
import type { EvalJob } from "./eval-job.js";

/** Evals that take less are sent together: a message to a thread and back costs more than most of them. */
const togetherMs = 5;
const mostTogether = 64;

/** Evals that wait for a thread, and how many of them one thread is given at once. */
export class EvalQueue {
  readonly #waiting = new Set<EvalJob>();
  /** How long each took, the newest half of it; an eval that never ran is not here. */
  readonly #tookMs = new WeakMap<Eval, number>();
  readonly #alone = new WeakSet<EvalJob>();

  get isEmpty(): boolean {
    return this.#waiting.size === 0;
  }

  /** When the first that waits came; undefined where none does. */
  get oldestSince(): number | undefined {
    const [oldest] = this.#waiting;
    return oldest?.since;
  }

  add(job: EvalJob): void {
    this.#waiting.add(job);
  }

  /** Those that were begun by nobody go before all others. */
  putBack(jobs: readonly EvalJob[]): void {
    const others = [...this.#waiting];
    this.#waiting.clear();
    for (const job of [...jobs, ...others]) this.#waiting.add(job);
  }

  /** Together they could not be sent. */
  putBackAlone(jobs: readonly EvalJob[]): void {
    for (const job of jobs) this.#alone.add(job);
    this.putBack(jobs);
  }

  /** What a thread is given next. An eval that waits for something is given alone, so that others do not wait for it. */
  take(): readonly EvalJob[] {
    const taken: EvalJob[] = [];
    let expectedMs = 0;
    for (const job of this.#waiting) {
      expectedMs += this.#expect(job);
      if (taken.length > 0 && (expectedMs > togetherMs || taken.length >= mostTogether)) break;
      taken.push(job);
    }
    for (const job of taken) this.#waiting.delete(job);
    return taken;
  }

  takeAll(isTaken: (job: EvalJob) => boolean = () => true): readonly EvalJob[] {
    const taken = [...this.#waiting].filter(isTaken);
    for (const job of taken) this.#waiting.delete(job);
    return taken;
  }

  noteTook({ task: { check } }: EvalJob, tookMs: number): void {
    const before = this.#tookMs.get(check) ?? tookMs;
    this.#tookMs.set(check, (before + tookMs) / 2);
  }

  #expect(job: EvalJob): number {
    if (this.#alone.has(job)) return Number.POSITIVE_INFINITY;
    return this.#tookMs.get(job.task.check) ?? Number.POSITIVE_INFINITY;
  }
}
