/** Work that is done a while after it is asked for, once for all who asked, and never twice at once. */
export class DelayedRun {
  readonly #delayMs: number;
  readonly #work: () => Promise<void>;
  #timer: NodeJS.Timeout | undefined;
  #running: Promise<void> = Promise.resolve();

  /** `work` must not reject. */
  constructor(delayMs: number, work: () => Promise<void>) {
    this.#delayMs = delayMs;
    this.#work = work;
  }

  /** Runs after the delay, unless it is to run already. */
  ask(): void {
    this.#timer ??= setTimeout(() => void this.now(), this.#delayMs).unref();
  }

  /** Runs as soon as an earlier run has ended. */
  now(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#running = this.#running.then(this.#work);
    return this.#running;
  }
}
