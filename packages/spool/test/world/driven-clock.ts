import type { Clock } from "../../src/clock.js";

interface Timer {
  readonly at: number;
  readonly run: () => void;
}

/** A clock that stands still until a test moves it. */
export class DrivenClock implements Clock {
  readonly #start = Date.parse("2026-03-01T12:00:00Z");
  #time = 0;
  readonly #timers = new Set<Timer>();

  readonly now = (): Date => new Date(this.#start + this.#time);
  readonly elapsed = (): number => this.#time;

  readonly after: Clock["after"] = ({ ms }, run) => {
    const timer = { at: this.#time + ms, run };
    this.#timers.add(timer);
    return () => this.#timers.delete(timer);
  };

  /** Moves on, and runs what is due on the way. */
  advance(ms: number): void {
    const end = this.#time + ms;
    for (;;) {
      const due = [...this.#timers]
        .filter(({ at }) => at <= end)
        .sort((one, two) => one.at - two.at);
      const [first] = due;
      if (first === undefined) break;
      this.#timers.delete(first);
      this.#time = Math.max(this.#time, first.at);
      first.run();
    }
    this.#time = end;
  }

  /** Nothing that waits runs any more. */
  stop(): void {
    this.#timers.clear();
    this.advance = () => {};
  }
}
