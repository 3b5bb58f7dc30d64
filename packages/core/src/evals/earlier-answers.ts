/** Answers of one version that earlier runs asked for, and that a run judged again. */
export interface EarlierAnswers {
  /** Cases with such an answer. */
  readonly cases: number;
  /** Of all repeats. */
  readonly answers: number;
  readonly oldestAt: Date;
}

/** By version; one whose every answer is the run's own is absent. */
export interface EarlierBySide {
  readonly candidate?: EarlierAnswers | undefined;
  readonly baseline?: EarlierAnswers | undefined;
}
