import type { Clock } from "../clock.js";

interface DelayedRunSettings {
  readonly clock: Clock;
  readonly ms: number;
  /** Whether the process stays for it. */
  readonly holds: boolean;
  readonly run: () => void;
}

/** Something that runs once, a while after it was asked for first. */
export class DelayedRun {
  readonly #settings: DelayedRunSettings;
  #cancel: (() => void) | null = null;

  constructor(settings: DelayedRunSettings) {
    this.#settings = settings;
  }

  schedule(): void {
    const { clock, ms, holds, run } = this.#settings;
    this.#cancel ??= clock.after({ ms, holds }, () => {
      this.#cancel = null;
      run();
    });
  }

  cancel(): void {
    this.#cancel?.();
    this.#cancel = null;
  }
}
