import { normalCdf, normalQuantile } from "../distributions/normal-distribution.js";
import { requireCount, requireNumber, requireOpenShare } from "../inputs/require-number.js";
import { requireSameLength } from "../inputs/require-numbers.js";
import type { Interval } from "../means/interval.js";
import { quantile } from "../means/quantile.js";
import { sum } from "../means/sum.js";
import { seededRandom } from "./seeded-random.js";

export interface BcaSettings<Value> {
  readonly values: readonly Value[];
  /** Of any such values, in any order: a finite number, in any unit. */
  readonly statistic: (values: readonly Value[]) => number;
  /** Which cluster each value is of: clusters are drawn and left out as a whole. null: of none. Default: none is. */
  readonly clusters?: readonly (string | null)[];
  /** Two-sided, e.g. 0.95. */
  readonly confidence: number;
  /** How many samples are drawn. Default: 2,000. */
  readonly resamples?: number;
  /** A whole number: the same seed draws the same samples. */
  readonly seed: number;
}

export interface BcaInterval {
  readonly estimate: number;
  /** Null where nothing can be told: below two units, and where no sample differs from the estimate. */
  readonly interval: Interval | null;
  /** z₀, in standard deviations; null with the interval. */
  readonly bias: number | null;
  /** a; null with the interval. */
  readonly acceleration: number | null;
}

/**
 * The bootstrap interval BCa (bias-corrected and accelerated) of any statistic: for the odd ones, such as ratios and percentiles; for a
 * mean take `estimateMean`. Quantiles of the samples are of type 7; z₀ counts half of the samples that equal the estimate; the
 * acceleration is `Σ d³/(6 (Σ d²)^1.5)`, d the mean of the values that leave one unit out, less each (centred on their mean, not on
 * the estimate).
 *
 * Source: Efron 1987, JASA 82:171; Efron & Tibshirani 1993, An Introduction to the Bootstrap, §14.3. As scipy's `bootstrap(method="BCa")`.
 *
 * @throws RangeError without values, for lists that differ in length, a statistic that is not finite, fewer than 100 resamples, a seed that is not
 * whole, and a confidence that is not between 0 and 1.
 */
export function bcaInterval<Value>(settings: BcaSettings<Value>): BcaInterval {
  const { values, statistic, confidence, resamples = 2_000, seed } = settings;
  const by = "bcaInterval";
  requireOpenShare({ by, name: "confidence", value: confidence });
  requireCount({ by, name: "resamples", value: resamples, least: 100 });
  requireCount({ by, name: "seed", value: seed });
  requireCount({ by, name: "the number of values", value: values.length, least: 1 });
  const measure = (list: readonly Value[]) => {
    const value = statistic(list);
    requireNumber({ by, name: "statistic(values)", value });
    return value;
  };
  const estimate = measure(values);
  const nothing = { estimate, interval: null, bias: null, acceleration: null };
  const units = groupUnits(settings);
  if (units.length < 2) return nothing;
  const random = seededRandom(seed);
  const samples = Array.from({ length: resamples }, () => measure(drawUnits(units, random)));
  const below = sum(
    samples.map((sample) => (sample < estimate ? 1 : sample === estimate ? 0.5 : 0)),
  );
  if (below === 0 || below === resamples || samples.every((sample) => sample === estimate)) {
    return nothing;
  }
  const bias = normalQuantile(below / resamples);
  const acceleration = accelerate(
    units.map((_, left) => measure(units.filter((__, at) => at !== left).flat())),
  );
  const alpha = (1 - confidence) / 2;
  const { lower, upper } = bcaLevels({ bias, acceleration, alpha });
  const interval = { lower: quantile(samples, lower), upper: quantile(samples, upper) };
  return { estimate, interval, bias, acceleration };
}

/** Which quantiles of the samples are the ends: `Φ(z₀ + (z₀ + z)/(1 − a(z₀ + z)))` for z of alpha and of 1 − alpha, alpha of each side. */
export function bcaLevels(settings: {
  readonly bias: number;
  readonly acceleration: number;
  readonly alpha: number;
}): Interval {
  const { bias, acceleration, alpha } = settings;
  const level = (z: number) => normalCdf(bias + (bias + z) / (1 - acceleration * (bias + z)));
  const z = normalQuantile(alpha);
  return { lower: level(z), upper: level(-z) };
}

/** The acceleration from the values of the statistic that leave one unit out each; 0 where all are equal. */
export function accelerate(leftOut: readonly number[]): number {
  const centre = sum(leftOut) / leftOut.length;
  const squares = sum(leftOut.map((value) => (centre - value) ** 2));
  const cubes = sum(leftOut.map((value) => (centre - value) ** 3));
  return squares === 0 ? 0 : cubes / (6 * squares ** 1.5);
}

/** What is drawn as a whole: the values of a cluster, or a value that is of none. */
function groupUnits<Value>(settings: BcaSettings<Value>): readonly (readonly Value[])[] {
  const { values, clusters = values.map(() => null) } = settings;
  requireSameLength("bcaInterval", { values, clusters });
  const named = new Map<string, Value[]>();
  const alone: Value[][] = [];
  for (const [index, value] of values.entries()) {
    const cluster = clusters[index] ?? null;
    if (cluster === null) alone.push([value]);
    else if (!named.has(cluster)) named.set(cluster, [value]);
    else named.get(cluster)?.push(value);
  }
  return [...named.values(), ...alone];
}

function drawUnits<Value>(units: readonly (readonly Value[])[], random: () => number): Value[] {
  return units.flatMap(() => units[Math.floor(random() * units.length)] ?? []);
}
