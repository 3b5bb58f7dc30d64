/** Whoever an answer is for. */
export interface AnswerReader {
  /** Tells of a reader that took nothing for so long, and closes its connection; false where there is none to close. */
  readonly drop: (idleMs: number) => boolean;
}
