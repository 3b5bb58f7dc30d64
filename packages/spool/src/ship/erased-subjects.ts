import type { CallLog } from "@promptrail/core/call-log";

/** Erasures are looked at so often while something is brought. */
const lookMs = 10_000;

interface ErasedSubjectsSettings {
  readonly log: Pick<CallLog, "erasures">;
  readonly elapsed: () => number;
  /** Takes them out of everything that waits; may throw, and is then asked again. */
  readonly clean: (isErased: (subject: string) => boolean) => Promise<void>;
}

/** The subjects of whom everything is to go. */
export class ErasedSubjects {
  readonly #settings: ErasedSubjectsSettings;
  #known: ReadonlySet<string> = new Set();
  #cleaned: ReadonlySet<string> = new Set();
  #lookedAt = Number.NEGATIVE_INFINITY;

  constructor(settings: ErasedSubjectsSettings) {
    this.#settings = settings;
  }

  readonly has = (subject: string): boolean => this.#known.has(subject);

  /** Asks the call log, where that was not done for a while, and cleans. Throws what either throws. */
  async look(): Promise<void> {
    const { log, elapsed, clean } = this.#settings;
    const at = elapsed();
    if (at - this.#lookedAt < lookMs) return;
    this.#known = new Set((await log.erasures()).map(({ subject }) => subject));
    const fresh = new Set([...this.#known].filter((subject) => !this.#cleaned.has(subject)));
    if (fresh.size > 0) await clean((subject) => fresh.has(subject));
    this.#cleaned = this.#known;
    this.#lookedAt = at;
  }
}
