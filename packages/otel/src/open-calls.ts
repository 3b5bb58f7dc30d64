interface OpenSettings<Call> {
  readonly mostOpen: number;
  readonly longestMs: number;
  /** A call that is not to be waited for any more. Must not throw. */
  readonly giveUp: (call: Call, reason: GivenUp) => void;
}

/** Why a call is not waited for: it is open for too long, or too many are. */
export type GivenUp = "age" | "count";

interface Entry<Call> {
  readonly call: Call;
  /** By the clock that nobody sets. */
  readonly openedAt: number;
}

/** The longest time that a timer of JavaScript takes. */
const longestTimerMs = 2 ** 31 - 1;

/** The calls that have started and not finished, by their ids; bounded in number and in age. Holds no process open. */
export class OpenCalls<Call> {
  readonly #settings: OpenSettings<Call>;
  /** The oldest first. */
  readonly #entries = new Map<string, Entry<Call>>();
  #isTimed = false;

  constructor(settings: OpenSettings<Call>) {
    this.#settings = settings;
  }

  add(id: string, call: Call): void {
    const earlier = this.take(id);
    if (earlier !== undefined) this.#settings.giveUp(earlier, "count");
    this.#entries.set(id, { call, openedAt: performance.now() });
    if (this.#entries.size > this.#settings.mostOpen) {
      const [oldest] = this.#entries.keys();
      if (oldest !== undefined) this.#giveUp(oldest, "count");
    }
    this.#time();
  }

  find(id: string): Call | undefined {
    return this.#entries.get(id)?.call;
  }

  /** The same, and it is open no more. */
  take(id: string): Call | undefined {
    const call = this.find(id);
    this.#entries.delete(id);
    return call;
  }

  #giveUp(id: string, reason: GivenUp): void {
    const call = this.take(id);
    if (call !== undefined) this.#settings.giveUp(call, reason);
  }

  /** One timer for all: it looks at the oldest. */
  #time(): void {
    if (this.#isTimed) return;
    const [oldest] = this.#entries.values();
    if (oldest === undefined) return;
    this.#isTimed = true;
    const leftMs = oldest.openedAt + this.#settings.longestMs - performance.now();
    setTimeout(() => this.#sweep(), Math.min(Math.max(leftMs, 1), longestTimerMs)).unref();
  }

  #sweep(): void {
    this.#isTimed = false;
    const before = performance.now() - this.#settings.longestMs;
    for (const [id, { openedAt }] of this.#entries) {
      if (openedAt > before) break;
      this.#giveUp(id, "age");
    }
    this.#time();
  }
}
