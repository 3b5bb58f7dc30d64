import type { Trial } from "./case-result.js";

/** True where an answer of the case is missing or was not judged: such a case has no score. */
export function isErrored(trials: readonly Trial[]): boolean {
  return trials.length === 0 || trials.some((trial) => trial.error !== null);
}

/** True where every answer of the case passed every eval. */
export function isPassed(trials: readonly Trial[]): boolean {
  return trials.length > 0 && trials.every((trial) => trial.passed);
}

/** The mean score of the case's answers, 0 to 1; null where the case is errored. */
export function readScore(trials: readonly Trial[]): number | null {
  if (isErrored(trials)) return null;
  const total = trials.reduce((sum, trial) => sum + (trial.score ?? 0), 0);
  return total / trials.length;
}
