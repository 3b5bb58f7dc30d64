import type { AnswerText, RunAnswer } from "../runner/run-answer.js";

/** Answers of one prompt's content that came before, by what was asked for. */
export interface AnswerBook {
  /** Whether it has none that may be taken, and will not have any. */
  readonly isEmpty: boolean;
  /** When the last run began that takes no older answer, which are not there since; null or left out where none did. */
  readonly freshSince?: Date | null | undefined;
  /** How often within a day a run put the answers of before aside, this one included, and began anew. Default: 0. */
  readonly begunAnew?: number | undefined;
  /** Whether there is one that may be taken. */
  readonly has: (key: string) => boolean;
  /** Null where there is none, or it cannot be read any more. */
  readonly read: (key: string) => Promise<KeptAnswer | null>;
  /**
   * Keeps an answer, before anything is made of it.
   *
   * @returns its text; null where it was not kept, since JSON cannot say it.
   * @throws PromptrailError `file_unwritable`.
   */
  readonly keep: (key: string, answer: RunAnswer) => Promise<AnswerText | null>;
}

/** An answer that was asked for before. */
export interface KeptAnswer extends RunAnswer {
  readonly keptAt: Date;
  readonly keptText: AnswerText;
}

/** Keeps nothing. */
export const noAnswerBook: AnswerBook = Object.freeze({
  isEmpty: true,
  has: () => false,
  read: async () => null,
  keep: async () => null,
});
