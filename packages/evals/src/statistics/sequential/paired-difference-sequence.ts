import type { Interval } from "../means/interval.js";
import { countValues, logBettingCapital } from "./betting-capital.js";
import { bettingSequence } from "./betting-sequence.js";

export interface PairedDifferenceSettings {
  /** New minus old of each pair, each in [−1, 1] and in any order: −1, 0 or 1 of pass or fail results. */
  readonly differences: readonly number[];
  /** The chance that any look ever leaves the true difference out: of both sides together. */
  readonly alpha: number;
}

/**
 * A confidence sequence for a mean paired difference, of pass rates or of scores from 0 to 1: the interval after n pairs,
 * valid at every look. It is `bettingSequence` of the differences, rescaled from [−1, 1] to [0, 1].
 *
 * Of pass or fail results it leaves 0 out exactly where the p of `sequentialMcnemar` is at most alpha: test and interval are
 * one, because at a difference of 0 the mixture over all bets is McNemar's e. Other order, same interval; with old
 * and new swapped the ends change their signs and places. Of no pairs: [−1, 1].
 *
 * @throws RangeError for a difference outside of [−1, 1], and for an alpha that is not between 0 and 1.
 */
export function pairedDifferenceSequence(settings: PairedDifferenceSettings): Interval {
  const { differences, alpha } = settings;
  const strange = differences.find((difference) => !(difference >= -1 && difference <= 1));
  if (strange !== undefined) {
    throw new RangeError(`Differences of pairs lie from -1 to 1, unlike ${strange}.`);
  }
  const { lower, upper } = bettingSequence({ values: differences.map(toShare), alpha });
  return { lower: 2 * lower - 1, upper: 2 * upper - 1 };
}

/**
 * The p of "the mean paired difference is 0" for differences in [−1, 1]: `min(1, 1/capital)`, valid at whatever look. It is at
 * most alpha exactly where 0 lies outside of `pairedDifferenceSequence`.
 */
export function pairedDifferenceP(differences: readonly number[]): number {
  const capital = logBettingCapital(countValues(differences.map(toShare)), 0.5);
  return Math.exp(-Math.max(0, capital));
}

function toShare(difference: number): number {
  return (difference + 1) / 2;
}
