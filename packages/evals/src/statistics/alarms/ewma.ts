import { findRoot } from "../distributions/find-root.js";
import { requireNumber } from "../inputs/require-number.js";
import { ewmaRunLength } from "./ewma-run-length.js";

export interface EwmaSettings {
  /** How much the newest value weighs, 0.02 to 1. Default: 0.1. */
  readonly weight?: number;
  /** Of the values where nothing changed: measured before. */
  readonly mean: number;
  /** Of one value. */
  readonly standardDeviation: number;
  /** Give one of the two: L, the limits' distance in standard deviations of the average … */
  readonly limit?: number;
  /** … or how many values one false alarm may come in, on average, 10 to 10,000,000. */
  readonly falseAlarmEvery?: number;
  /** The shift of the mean for which the delay is told, in standard deviations of one value. Default: 1. */
  readonly shift?: number;
}

export interface Ewma {
  readonly weight: number;
  readonly mean: number;
  readonly limit: number;
  /** In the unit of the values: an alarm is an average outside of them. */
  readonly lower: number;
  readonly upper: number;
  /** Values until an alarm where nothing changed, and where the mean shifted from the start, on average. */
  readonly falseAlarmEvery: number;
  readonly detectedAfter: number;
}

/**
 * A chart of the exponentially weighted moving average, `z ← (1−λ)z + λx` from the mean, with limits at mean ± `L·σ·sqrt(λ/(2−λ))`. Both
 * average run lengths are told, for independent normal values: λ = .1, L = 2.814 has 500 without change and 10.3 at a shift of one
 * standard deviation. Values of a log that depend on each other, or are far from normal, alarm more often: there, `eDetector`.
 *
 * Source: Roberts 1959, Technometrics 1:239; the run lengths by Crowder 1987, Technometrics 29:401, as R's `spc::xewma.arl(sided = "two")`.
 *
 * @throws RangeError for a weight outside of 0.02 to 1, a standard deviation that is not above 0, both or none of `limit` and `falseAlarmEvery`,
 * and for one of them that is out of its range.
 */
export function ewma(settings: EwmaSettings): Ewma {
  const { weight = 0.1, mean, standardDeviation, shift = 1 } = settings;
  const by = "ewma";
  requireNumber({ by, name: "weight", value: weight, least: 0.02, most: 1 });
  requireNumber({ by, name: "mean", value: mean });
  requireNumber({ by, name: "standardDeviation", value: standardDeviation, above: 0 });
  requireNumber({ by, name: "shift", value: shift });
  const limit = chooseLimit(settings, weight);
  const reach = limit * standardDeviation * Math.sqrt(weight / (2 - weight));
  return {
    weight,
    mean,
    limit,
    lower: mean - reach,
    upper: mean + reach,
    falseAlarmEvery: ewmaRunLength({ weight, limit, shift: 0 }),
    detectedAfter: ewmaRunLength({ weight, limit, shift }),
  };
}

/** The average after one more value; before the first it is the mean. */
export function stepEwma({ weight }: Pick<Ewma, "weight">, average: number, value: number): number {
  return average + weight * (value - average);
}

function chooseLimit({ limit, falseAlarmEvery }: EwmaSettings, weight: number): number {
  const by = "ewma";
  if ((limit === undefined) === (falseAlarmEvery === undefined)) {
    throw new RangeError(`${by} needs either limit or falseAlarmEvery. Give one of the two.`);
  }
  if (limit !== undefined) {
    requireNumber({ by, name: "limit", value: limit, above: 0, most: 7 });
    return limit;
  }
  const wanted = falseAlarmEvery ?? 0;
  requireNumber({ by, name: "falseAlarmEvery", value: wanted, least: 10, most: 1e7 });
  const excess = (value: number) =>
    Math.log(ewmaRunLength({ weight, limit: value, shift: 0 }) / wanted);
  return findRoot({ from: 0.05, to: 7, at: excess, tolerance: 1e-6 });
}
