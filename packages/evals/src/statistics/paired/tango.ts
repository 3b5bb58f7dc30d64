import { bisect } from "../distributions/bisect.js";
import type { Interval } from "../means/interval.js";
import type { DiscordantPairs } from "./mcnemar.js";

export interface PairedBinary extends DiscordantPairs {
  /** All pairs, those that agree included. */
  readonly n: number;
}

/**
 * Tango's score statistic for `p_new − p_old = difference` on paired binary results: about standard normal.
 * Source: Tango 1998, Statistics in Medicine 17:891, equation 6; needs −1 < difference < 1.
 * Where every pair agrees, its interval ends at ±z²/(n+z²) and so never claims certainty.
 */
export function tangoStatistic(pairs: PairedBinary, difference: number): number {
  const { n, gained, lost } = pairs;
  const deviation = gained - lost - n * difference;
  if (deviation === 0) return 0;
  const a = 2 * n;
  const b = -gained - lost + (2 * n - gained + lost) * difference;
  const c = -lost * difference * (1 - difference);
  const lossRate = (Math.sqrt(Math.max(0, b * b - 4 * a * c)) - b) / (2 * a);
  const variance = n * (2 * lossRate + difference * (1 - difference));
  return variance <= 0
    ? Math.sign(deviation) * Number.POSITIVE_INFINITY
    : deviation / Math.sqrt(variance);
}

/** Every difference that Tango's test does not refuse at |z|; found by bisection to 1e-12. */
export function tangoInterval(pairs: PairedBinary, z: number): Interval {
  const observed = (pairs.gained - pairs.lost) / pairs.n;
  return {
    lower: bisect({
      from: -1,
      to: observed,
      isBelow: (difference) => tangoStatistic(pairs, difference) > z,
    }),
    upper: bisect({
      from: observed,
      to: 1,
      isBelow: (difference) => tangoStatistic(pairs, difference) >= -z,
    }),
  };
}
