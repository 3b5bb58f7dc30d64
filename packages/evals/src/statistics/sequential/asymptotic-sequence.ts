import type { Interval } from "../means/interval.js";
import { mean, standardError } from "../means/standard-error.js";
import { requireAlpha } from "./require-alpha.js";

export interface AsymptoticSettings {
  /** The estimate: a mean of n values, such as log ratios. */
  readonly estimate: number;
  /** Of one value: the estimate's standard error times √n. */
  readonly standardDeviation: number;
  readonly n: number;
  /** The chance that any look ever leaves the true mean out, of both sides together: as n grows. */
  readonly alpha: number;
  /** N*: the n at which the interval is tightest. Default: 400. */
  readonly tunedFor?: number;
}

/**
 * The asymptotic confidence sequence for a mean of values without bounds: estimate ±
 * `s · sqrt(2(nρ²+1) · ln(sqrt(nρ²+1)/alpha) / (nρ)²)` with `ρ = sqrt((−2 ln alpha + ln(−2 ln alpha + 1)) / N*)`.
 *
 * Valid at every look as far as the central limit theorem holds, so not for few values, nor where nearly all are equal.
 * At n = N* = 400 it is 1.55 times as wide as an interval for one look.
 *
 * Source: Waudby-Smith, Arbour, Sinha, Kennedy & Ramdas 2024, Annals of Statistics 52:2613, arXiv 2103.06476; the form
 * of GrowthBook's sequential tests, whose published figures it is tested against.
 *
 * @throws RangeError for an alpha that is not between 0 and 1, and for fewer than two values.
 */
export function asymptoticSequence(settings: AsymptoticSettings): Interval {
  const { estimate, standardDeviation, n, alpha, tunedFor = 400 } = settings;
  requireAlpha(alpha);
  if (!(n >= 2)) throw new RangeError(`An asymptotic sequence needs two values or more, not ${n}.`);
  const doubled = -2 * Math.log(alpha);
  const rhoSquared = (doubled + Math.log(doubled + 1)) / tunedFor;
  const grown = n * rhoSquared + 1;
  const reach =
    standardDeviation *
    Math.sqrt((2 * grown * Math.log(Math.sqrt(grown) / alpha)) / (n * n * rhoSquared));
  return { lower: estimate - reach, upper: estimate + reach };
}

/** `asymptoticSequence` of the values themselves, with their standard deviation over n − 1. */
export function asymptoticMeanSequence({
  values,
  ...rest
}: Pick<AsymptoticSettings, "alpha" | "tunedFor"> & {
  readonly values: readonly number[];
}): Interval {
  const n = values.length;
  const standardDeviation = standardError(values) * Math.sqrt(n);
  return asymptoticSequence({ ...rest, estimate: mean(values), standardDeviation, n });
}
