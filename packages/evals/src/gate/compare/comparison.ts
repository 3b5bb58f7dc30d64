import type { Interval } from "../../statistics/means/interval.js";

/** The paired comparison on the primary metric: the mean score. */
export interface Comparison {
  /** `tango`: all scores 0 or 1, no clusters. `t`: graded scores or clusters. */
  readonly method: "tango" | "t";
  /** Pairs. */
  readonly n: number;
  /** Clusters, where there are any, else pairs. */
  readonly units: number;
  /** Candidate minus baseline. */
  readonly difference: number;
  /** NaN below two units. */
  readonly standardError: number;
  /** Covers 1 − 2·alpha: each end is a one-sided test at alpha. */
  readonly interval: Interval;
  /** One-sided against harm; exact where candidate and baseline are exchangeable. */
  readonly harmP: number;
  /** What `harmP` is held to: the share of alpha that the gate spends on this comparison. */
  readonly harmAlpha: number;
  /** Whether harm is shown. */
  readonly isWorse: boolean;
  /** The chance that this comparison passes an identical prompt with these cases: no worse by the margin, and no harm. */
  readonly power: number;
  /** The smallest drop that this comparison fails four times in five with these cases; 1: none. */
  readonly smallestCatchableDrop: number;
  /** Pairs that a verdict would need four times in five, if what was seen is the truth (and no better than equal). */
  readonly casesNeeded: number;
  /** The smallest margin for which these pairs would be as many as needed; at most 1. */
  readonly decidingMargin: number;
}

/** The power that sample sizes and the smallest catchable drop are stated for. */
export const plannedPower = 0.8;

/**
 * How far what was seen lies from the nearest bound that decides: −margin for a pass, 0 for harm. A candidate
 * that looked better is planned for as if it were equal: the excess may be luck.
 */
export function toDistance(difference: number, margin: number): number {
  return Math.max(margin + Math.min(0, difference), -difference);
}

interface DecidingMarginSettings {
  readonly difference: number;
  /** The distance that these pairs tell apart four times in five. */
  readonly reach: number;
  /** What pairs that all agree leave open; 0 where that bounds nothing. */
  readonly open: number;
}

/** The margin at which `toDistance` reaches what these pairs tell apart: the inverse of `casesNeeded`. */
export function toDecidingMargin({ difference, reach, open }: DecidingMarginSettings): number {
  return Math.min(1, Math.max(open, reach - Math.min(0, difference)));
}
