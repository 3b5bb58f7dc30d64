import type { Trial } from "../case-result.js";
import { addEarlier, type EarlierShare } from "./earlier-share.js";
import { type Progress, trackProgress } from "./track-progress.js";

interface CollectSettings<Result> {
  readonly readSides: (result: Result) => readonly (readonly Trial[])[];
  readonly onProgress: (progress: Progress) => void;
}

/** The results of a run as they come. Of a case that is asked again, the later one takes the place of the earlier one. */
export class CollectedResults<Result extends { readonly id: string }> {
  #results: Result[] = [];
  /** Where the results stand of those that are asked again. */
  readonly #again = new Map<string, number>();
  readonly #settings: CollectSettings<Result>;
  readonly #progress: ReturnType<typeof trackProgress>;
  readonly #startedAt = new Date();

  constructor(total: number, settings: CollectSettings<Result>) {
    this.#settings = settings;
    this.#progress = trackProgress(total);
  }

  readonly take = (result: Result): void => {
    const { readSides, onProgress } = this.#settings;
    const at = this.#again.get(result.id) ?? this.#results.length;
    const before = this.#results[at];
    if (before !== undefined) this.#progress.discount({ sides: readSides(before) });
    this.#results[at] = result;
    this.#progress.count({ sides: readSides(result) });
    onProgress(this.#progress.read());
  };

  /** The cases of which an answer may come another time, which are asked again from now on. */
  findRetryable(): ReadonlySet<string> {
    const { readSides } = this.#settings;
    const isRetryable = ({ error }: Trial) => error?.source === "run" && error.retryable;
    for (const [at, result] of this.#results.entries()) {
      if (readSides(result).flat().some(isRetryable)) this.#again.set(result.id, at);
    }
    return new Set(this.#again.keys());
  }

  /** In the order of their ids. */
  finish(): { readonly results: readonly Result[]; readonly earlier: EarlierShare | null } {
    const results = this.#results;
    this.#results = [];
    results.sort((left, right) => (left.id < right.id ? -1 : 1));
    let earlier: EarlierShare | null = null;
    for (const result of results) {
      earlier = addEarlier(earlier, this.#settings.readSides(result).flat(), this.#startedAt);
    }
    return { results, earlier };
  }
}
