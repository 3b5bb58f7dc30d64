import type { EarlierAnswers } from "@promptrail/core/lifecycle";
import type { Trial } from "../case-result.js";
import { addEarlier } from "./earlier-answers.js";
import { type Progress, trackProgress } from "./track-progress.js";

interface CollectSettings<Result, Side extends string> {
  /** What the sides are called, in the order in which they are read. */
  readonly sides: readonly Side[];
  readonly readSides: (result: Result) => readonly (readonly Trial[])[];
  readonly onProgress: (progress: Progress) => void;
}

/** A side whose every answer is the run's own is left out. */
export type EarlierOfSides<Side extends string> = Readonly<Partial<Record<Side, EarlierAnswers>>>;

/** The results of a run as they come. Of a case that is asked again, the later one takes the place of the earlier one. */
export class CollectedResults<Result extends { readonly id: string }, Side extends string> {
  #results: Result[] = [];
  /** Where the results stand of those that are asked again. */
  readonly #again = new Map<string, number>();
  readonly #settings: CollectSettings<Result, Side>;
  readonly #progress: ReturnType<typeof trackProgress>;

  constructor(total: number, settings: CollectSettings<Result, Side>) {
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

  /** In the order of their ids; and by side what earlier runs asked for, null where that is nothing. */
  finish(): {
    readonly results: readonly Result[];
    readonly earlier: EarlierOfSides<Side> | null;
  } {
    const results = this.#results;
    this.#results = [];
    results.sort((left, right) => (left.id < right.id ? -1 : 1));
    const { sides, readSides } = this.#settings;
    const earlier: Partial<Record<Side, EarlierAnswers>> = {};
    for (const result of results) {
      for (const [at, trials] of readSides(result).entries()) {
        const side = sides[at];
        const found = side === undefined ? undefined : addEarlier(earlier[side], trials);
        if (side !== undefined && found !== undefined) earlier[side] = found;
      }
    }
    return { results, earlier: Object.keys(earlier).length === 0 ? null : earlier };
  }
}
