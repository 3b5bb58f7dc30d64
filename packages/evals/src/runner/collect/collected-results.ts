import type { Trial } from "../case-result.js";
import { addEarlier, type EarlierShare } from "./earlier-share.js";
import { type Progress, trackProgress } from "./track-progress.js";

interface CollectSettings<Result> {
  readonly readSides: (result: Result) => readonly (readonly Trial[])[];
  readonly onProgress: (progress: Progress) => void;
}

/** The results of a run as they come, by their cases: a later one takes the place of an earlier one. */
export class CollectedResults<Result extends { readonly id: string }> {
  readonly #results = new Map<string, Result>();
  readonly #settings: CollectSettings<Result>;
  readonly #progress: ReturnType<typeof trackProgress>;
  readonly #startedAt = new Date();

  constructor(total: number, settings: CollectSettings<Result>) {
    this.#settings = settings;
    this.#progress = trackProgress(total);
  }

  readonly take = (result: Result): void => {
    const { readSides, onProgress } = this.#settings;
    const before = this.#results.get(result.id);
    if (before !== undefined) this.#progress.discount({ sides: readSides(before) });
    this.#results.set(result.id, result);
    this.#progress.count({ sides: readSides(result) });
    onProgress(this.#progress.read());
  };

  /** The cases of which an answer may come another time. */
  findRetryable(): ReadonlySet<string> {
    const { readSides } = this.#settings;
    const isRetryable = ({ error }: Trial) => error?.source === "run" && error.retryable;
    const ids = [...this.#results].filter(([, each]) => readSides(each).flat().some(isRetryable));
    return new Set(ids.map(([id]) => id));
  }

  /** In the order of their ids. */
  finish(): { readonly results: readonly Result[]; readonly earlier: EarlierShare | null } {
    const results = [...this.#results.values()];
    this.#results.clear();
    results.sort((left, right) => (left.id < right.id ? -1 : 1));
    let earlier: EarlierShare | null = null;
    for (const result of results) {
      earlier = addEarlier(earlier, this.#settings.readSides(result).flat(), this.#startedAt);
    }
    return { results, earlier };
  }
}
