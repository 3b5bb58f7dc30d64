import type { RunAnswer } from "./run-answer.js";
import type { RanTrial } from "./run-trial.js";

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

/** How much of a run stands on answers of earlier ones. */
export interface EarlierShare {
  /** Cases, of all that have a result. */
  readonly cases: number;
  readonly oldestAt: Date;
}

/** With the answers of one more case. */
export function addEarlier(share: EarlierShare | null, answeredAt: Date): EarlierShare {
  if (share === null) return { cases: 1, oldestAt: answeredAt };
  const { cases, oldestAt } = share;
  return { cases: cases + 1, oldestAt: answeredAt < oldestAt ? answeredAt : oldestAt };
}

/** The answers of each side; null where one did not come. */
export function toAnswers(
  sides: readonly (readonly RanTrial[])[],
): readonly (readonly RunAnswer[])[] | null {
  const answers = sides.map((side) =>
    side.map(({ answer }) => answer).filter((answer) => answer !== null),
  );
  const isWhole = answers.every((side, at) => side.length === sides[at]?.length);
  return isWhole ? answers : null;
}
