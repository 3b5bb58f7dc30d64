import { requireCount, requireNumber, requireOpenShare } from "../inputs/require-number.js";
import type { Interval } from "../means/interval.js";

export interface EDetectorSettings {
  /** What an observation cannot leave: [−1, 1] for differences of scores. */
  readonly bounds: Interval;
  /** The null: given what came before, an observation is at least this on average. Between the bounds. */
  readonly leastMean: number;
  /** An alarm at 1/alpha: without change one comes in at least 1/alpha observations, on average. */
  readonly alpha: number;
  /** How many bets are averaged: a grid, halving from the largest. Default: 6. */
  readonly bets?: number;
}

export interface EDetector {
  readonly bounds: Interval;
  readonly leastMean: number;
  /** λ of each bet: ascending, the largest .95 by the largest loss of one observation. */
  readonly bets: readonly number[];
  /** 1/alpha. */
  readonly threshold: number;
}

export interface EDetectorState {
  readonly seen: number;
  /** M of each bet by Shiryaev and Roberts, and by the CUSUM. */
  readonly shiryaevRoberts: readonly number[];
  readonly cusum: readonly number[];
  /** For each bet: how many observations came before the CUSUM's last restart. */
  readonly restartedAfter: readonly number[];
}

export interface EDetectorReading {
  /** The means over all bets; an alarm is a value of at least the threshold. */
  readonly shiryaevRoberts: number;
  readonly cusum: number;
  readonly isShiryaevRobertsAlarm: boolean;
  readonly isCusumAlarm: boolean;
  /** Where a change most likely began: the observations before the last restart of the CUSUM's largest bet. */
  readonly restartedAfter: number;
}

/** What a bet may lose at once: with all of it one observation would end it for good. */
const largestShare = 0.95;

/**
 * An e-detector for the mean of bounded observations that falls: for each bet λ, `M ← (M + 1)(1 + λ(m − x))` (Shiryaev–Roberts) or
 * `M ← max(M, 1)(1 + λ(m − x))` (CUSUM), m the least mean, averaged over a fixed grid of bets; an alarm at 1/alpha. Without change the average run
 * length is at least 1/alpha for every distribution, and for observations that depend on earlier ones, as long as each has a mean of at least m
 * given those. The CUSUM is never above Shiryaev–Roberts: use that to alarm, and the CUSUM's restart to say where the change began. To
 * watch a mean that rises, give −x and −m.
 *
 * Source: Shin, Ramdas & Rinaldo 2024, "E-detectors", New England Journal of Statistics in Data Science 2:229, arXiv 2203.03532.
 *
 * @throws RangeError for bounds that are not in order, a least mean that is not between them, an alpha that is not between 0 and 1, and
 * fewer than 1 or more than 40 bets.
 */
export function eDetector(settings: EDetectorSettings): EDetector {
  const { bounds, leastMean, alpha, bets = 6 } = settings;
  const by = "eDetector";
  requireNumber({ by, name: "bounds.lower", value: bounds.lower });
  requireNumber({ by, name: "bounds.upper", value: bounds.upper, above: bounds.lower });
  const { lower: above, upper: below } = bounds;
  requireNumber({ by, name: "leastMean", value: leastMean, above, below });
  requireOpenShare({ by, name: "alpha", value: alpha });
  requireCount({ by, name: "bets", value: bets, least: 1, most: 40 });
  const largest = largestShare / (bounds.upper - leastMean);
  return {
    bounds,
    leastMean,
    bets: Array.from({ length: bets }, (_, index) => largest / 2 ** (bets - 1 - index)),
    threshold: 1 / alpha,
  };
}

/** Before the first observation. */
export function startEDetector({ bets }: EDetector): EDetectorState {
  const none = bets.map(() => 0);
  return { seen: 0, shiryaevRoberts: none, cusum: none, restartedAfter: none };
}

/** The state after one more observation. Throws RangeError for one that is out of bounds. */
export function stepEDetector(
  { bounds, leastMean, bets }: EDetector,
  state: EDetectorState,
  observation: number,
): EDetectorState {
  const { lower: least, upper: most } = bounds;
  requireNumber({ by: "stepEDetector", name: "observation", value: observation, least, most });
  const grown = (value: number, bet: number) =>
    Math.min(Number.MAX_VALUE, value * (1 + bet * (leastMean - observation)));
  return {
    seen: state.seen + 1,
    shiryaevRoberts: bets.map((bet, index) => grown((state.shiryaevRoberts[index] ?? 0) + 1, bet)),
    cusum: bets.map((bet, index) => grown(Math.max(1, state.cusum[index] ?? 0), bet)),
    // A value of at most 1 is given up for a fresh start.
    restartedAfter: bets.map((_, index) =>
      (state.cusum[index] ?? 0) <= 1 ? state.seen : (state.restartedAfter[index] ?? 0),
    ),
  };
}

/** What a state says: the evidence of both kinds, averaged over the bets, whether it is an alarm, and where a change most likely began. */
export function readEDetector({ threshold }: EDetector, state: EDetectorState): EDetectorReading {
  const shiryaevRoberts = average(state.shiryaevRoberts);
  const cusum = average(state.cusum);
  const largest = state.cusum.indexOf(Math.max(...state.cusum));
  return {
    shiryaevRoberts,
    cusum,
    isShiryaevRobertsAlarm: shiryaevRoberts >= threshold,
    isCusumAlarm: cusum >= threshold,
    restartedAfter: state.restartedAfter[largest] ?? 0,
  };
}

/** By shares, so that the largest numbers add up to no infinity. */
function average(values: readonly number[]): number {
  return values.reduce((total, value) => total + value / values.length, 0);
}
