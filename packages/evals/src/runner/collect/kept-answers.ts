import type { Case } from "@promptrail/core";
import type { RunCase } from "../run-answer.js";

/** What a run takes instead of asking for it, as it is told before the first case. */
export interface KeptCases {
  /** Cases whose answers are all there, so that nobody is asked. */
  readonly kept: number;
  /** How many cases are asked for in all. */
  readonly total: number;
  /** Of each side the answers that are there, and those that are asked for in all. */
  readonly sides: readonly {
    readonly side: string;
    readonly kept: number;
    readonly total: number;
  }[];
  /** No answer that is taken is older: a fresh run began then. Null where there was none for a side. */
  readonly freshSince: Date | null;
}

interface KeptAnswersSettings {
  readonly sides: readonly string[];
  readonly runs: readonly RunCase[];
  readonly repeats: number;
}

/** Which answers to the cases of a dataset are there, as it is read. */
export class KeptAnswers {
  readonly #settings: KeptAnswersSettings;
  readonly #turns: readonly number[];
  /** How many answers of each side are there, of the cases with any. */
  readonly #counts = new Map<string, readonly number[]>();
  /** Many cases have the same counts. */
  readonly #lists = new Map<string, readonly number[]>();

  constructor(settings: KeptAnswersSettings) {
    this.#settings = settings;
    this.#turns = Array.from({ length: settings.repeats }, (_, repeat) => repeat);
  }

  see(testCase: Case): void {
    const counts = this.#settings.runs.map(
      ({ has }) => this.#turns.filter((repeat) => has?.(testCase, repeat) === true).length,
    );
    if (counts.every((count) => count === 0)) return;
    const key = counts.join();
    const list = this.#lists.get(key) ?? counts;
    this.#lists.set(key, list);
    this.#counts.set(testCase.id, list);
  }

  /** Of the cases that are asked for: those whose every answer is there; and what is told, null where no answer is there. */
  choose(
    isAsked: (id: string) => boolean,
    total: number,
  ): { readonly ids: ReadonlySet<string>; readonly news: KeptCases | null } {
    const { sides, runs, repeats } = this.#settings;
    const ids = new Set<string>();
    const kept = sides.map(() => 0);
    for (const [id, counts] of this.#counts) {
      if (!isAsked(id)) continue;
      if (counts.every((count) => count === repeats)) ids.add(id);
      for (const [at, count] of counts.entries()) kept[at] = (kept[at] ?? 0) + count;
    }
    if (kept.every((count) => count === 0)) return { ids, news: null };
    const told = sides.map((side, at) => ({
      side,
      kept: kept[at] ?? 0,
      total: total * repeats,
    }));
    const starts = runs
      .filter((_, at) => kept[at] !== 0)
      .map(({ freshSince }) => freshSince?.getTime() ?? null);
    const times = starts.filter((time) => time !== null);
    const freshSince = times.length < starts.length ? null : new Date(Math.min(...times));
    return { ids, news: { kept: ids.size, total, sides: told, freshSince } };
  }
}
