import type { RunAnswer } from "../runner/run-answer.js";

/** Answers of one prompt's content that came before, by what was asked for. */
export interface AnswerBook {
  /** Whether it has none that may be taken, and will not have any. */
  readonly isEmpty: boolean;
  /** Whether there is one that may be taken. */
  readonly has: (key: string) => boolean;
  /** With `keptAt` and `readText`. Null where there is none, or it cannot be read any more. */
  readonly read: (key: string) => Promise<KeptAnswer | null>;
  /**
   * Keeps an answer, before anything is made of it.
   *
   * @returns what reads its text again; null where it was not kept, since JSON cannot say it.
   * @throws PromptrailError `file_unwritable`.
   */
  readonly keep: (key: string, answer: RunAnswer) => Promise<ReadText | null>;
}

/** Reads the text of an answer again, so that a run of many cases need not hold it. */
export type ReadText = () => string;

/** An answer that was asked for before. */
export interface KeptAnswer extends RunAnswer {
  readonly keptAt: Date;
  readonly readText: ReadText;
}

/** Keeps nothing. */
export const noAnswerBook: AnswerBook = Object.freeze({
  isEmpty: true,
  has: () => false,
  read: async () => null,
  keep: async () => null,
});
