import type { Trial } from "./case-result.js";

/** True where an answer of the case is missing or was not judged: such a case has no score. */
export function isErrored(trials: readonly Trial[]): boolean {
  return trials.length === 0 || trials.some((trial) => trial.error !== null);
}

/** True where every answer of the case came, and no eval applies to any of them: it has no score, either. */
export function isNotApplicable(trials: readonly Trial[]): boolean {
  return !isErrored(trials) && trials.every((trial) => trial.judgements.length === 0);
}

/** True where an eval applies, and every answer of the case passed each that does. */
export function isPassed(trials: readonly Trial[]): boolean {
  return (
    trials.some((trial) => trial.passed === true) && trials.every((trial) => trial.passed !== false)
  );
}

/** The mean score of the case's answers, 0 to 1; null where the case is errored, or no eval applies. */
export function readScore(trials: readonly Trial[]): number | null {
  if (isErrored(trials)) return null;
  return meanOf(trials.flatMap(({ score }) => (score === null ? [] : [score])));
}

/** Of scores, which it does not leave by rounding; null of nothing. */
export function meanOf(scores: readonly number[]): number | null {
  if (scores.length === 0) return null;
  return Math.min(1, scores.reduce((sum, score) => sum + score, 0) / scores.length);
}
