import type { RunAnswer } from "../run-answer.js";

/** The answers to one case, whole, as they came: what a journal keeps of it. */
export interface AnsweredCase {
  readonly id: string;
  readonly answeredAt: Date;
  /** Of the one version; or of the candidate, then of the baseline. Each in the order they were asked for. */
  readonly sides: readonly (readonly RunAnswer[])[];
}

/** The answers that earlier runs left. They are judged again: only what a model said is taken over. */
export interface EarlierAnswers {
  readonly size: number;
  has(id: string): boolean;
  /** Null where the answers are not there any more. */
  read(id: string): Promise<AnsweredCase | null>;
}

export const noEarlierAnswers: EarlierAnswers = {
  size: 0,
  has: () => false,
  read: async () => null,
};
