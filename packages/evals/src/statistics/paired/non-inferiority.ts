import { bisect } from "../distributions/bisect.js";
import { floorP } from "../distributions/floor-p.js";
import { normalCdf, normalQuantile } from "../distributions/normal-distribution.js";
import { studentTCdf } from "../distributions/student-t.js";
import { requireCount, requireNumber } from "../inputs/require-number.js";
import { requireNumbers, requireSameLength } from "../inputs/require-numbers.js";
import type { Interval } from "../means/interval.js";
import { estimateMean } from "../means/mean-estimate.js";
import { isSparse } from "../means/sparse-interval.js";
import { type PairedBinary, tangoInterval, tangoStatistic } from "./tango.js";

interface NonInferiorityRule {
  /** How much worse is still no worse: between 0 and 1, in points of the score. */
  readonly margin: number;
  /** One-sided, 0 < alpha < 0.5. */
  readonly alpha: number;
}

/** Passes and fails of the same cases. */
export interface BinaryNonInferiority extends NonInferiorityRule {
  readonly pairs: PairedBinary;
}

/** Scores of the same cases. */
export interface GradedNonInferiority extends NonInferiorityRule {
  /** New less old, each in [−1, 1]. */
  readonly differences: readonly number[];
  /** Which cluster each difference is of; null: of none. Default: none is. */
  readonly clusters?: readonly (string | null)[];
}

export interface NonInferiority {
  /** New less old. */
  readonly difference: number;
  /** Two-sided, of confidence 1 − 2·alpha: its lower end lies above −margin exactly where non-inferiority is shown. */
  readonly interval: Interval;
  /** One-sided, of "worse by the margin or more"; null where nothing can be told, which is below two units, or five clusters. */
  readonly p: number | null;
  readonly isShown: boolean;
}

/** Below it the t interval of clusters has so few degrees of freedom that it is not to be relied on. */
const leastClusters = 5;
/** No p-value is told below it where it is found by bisection. */
const leastP = 1e-12;

/**
 * Whether the new is shown to be no worse than the old by more than a margin, against H0: `p_new − p_old ≤ −margin`, on pairs.
 * Binary: Tango's score test (n = 44, one loss, margin .1: p = .0438). Graded: the t test of the mean difference with the clustered
 * error and C − 1 degrees of freedom; where nearly all differences are equal, by the wider interval of `estimateMean`.
 * That it is not shown does not mean that the new is worse.
 *
 * Source: Tango 1998, Statistics in Medicine 17:891; Miller 2024, arXiv 2411.00640, for the clustered error.
 *
 * @throws RangeError for a margin that is not between 0 and 1, an alpha that is not between 0 and 0.5, no pairs, counts that do not fit
 * each other, and a difference outside of [−1, 1].
 */
export function nonInferiority(
  settings: BinaryNonInferiority | GradedNonInferiority,
): NonInferiority {
  const by = "nonInferiority";
  requireNumber({ by, name: "margin", value: settings.margin, above: 0, below: 1 });
  requireNumber({ by, name: "alpha", value: settings.alpha, above: 0, below: 0.5 });
  return "pairs" in settings ? compareBinary(settings) : compareGraded(settings);
}

function compareBinary({ pairs, margin, alpha }: BinaryNonInferiority): NonInferiority {
  const by = "nonInferiority";
  requireCount({ by, name: "pairs.n", value: pairs.n, least: 1 });
  requireCount({ by, name: "pairs.gained", value: pairs.gained, most: pairs.n });
  requireCount({ by, name: "pairs.lost", value: pairs.lost, most: pairs.n - pairs.gained });
  const z = tangoStatistic(pairs, -margin);
  const quantile = normalQuantile(1 - alpha);
  return {
    difference: (pairs.gained - pairs.lost) / pairs.n,
    interval: tangoInterval(pairs, quantile),
    p: floorP(normalCdf(-z)),
    isShown: z > quantile,
  };
}

function compareGraded(settings: GradedNonInferiority): NonInferiority {
  const { differences, margin, alpha, clusters = differences.map(() => null) } = settings;
  const by = "nonInferiority";
  requireNumbers({ by, name: "differences", values: differences, count: 1, least: -1, most: 1 });
  requireSameLength(by, { differences, clusters });
  const estimate = (level: number) =>
    estimateMean({ values: differences, clusters, alpha: level, bounds: { lower: -1, upper: 1 } });
  const { mean: difference, interval, units, standardError } = estimate(alpha);
  const isClustered = clusters.some((cluster) => cluster !== null);
  if (units < (isClustered ? leastClusters : 2)) {
    return { difference, interval, p: null, isShown: false };
  }
  const isFew = isSparse(differences, clusters);
  // Clusters whose sums are all alike: the variance is 0 and tells nothing.
  if (!isFew && standardError === 0) return { difference, interval, p: null, isShown: false };
  const p = isFew
    ? findLevel((level) => estimate(level).interval.lower <= -margin)
    : floorP(studentTCdf(-(difference + margin) / standardError, units - 1));
  return { difference, interval, p, isShown: interval.lower > -margin };
}

/** The alpha above which an interval no longer reaches the margin: what a test by that interval has as its p. */
function findLevel(reachesMargin: (alpha: number) => boolean): number {
  const exponent = bisect({
    from: Math.log(leastP),
    to: Math.log(0.5),
    isBelow: (value) => reachesMargin(Math.exp(value)),
  });
  // At a level of one half the interval is the mean: beyond it nothing is narrower, and nothing is shown.
  return reachesMargin(0.5) ? 1 : Math.exp(exponent);
}
