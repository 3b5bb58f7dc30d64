import { findRoot } from "../distributions/find-root.js";
import type { Interval } from "../means/interval.js";
import { mean } from "../means/standard-error.js";
import { countValues, logBettingCapital } from "./betting-capital.js";
import { requireAlpha } from "./require-alpha.js";

export interface BettingSettings {
  /** Each in [0, 1], in any order. */
  readonly values: readonly number[];
  /** The chance that any look ever leaves the true mean out: of both sides together. */
  readonly alpha: number;
}

/** Far below what anybody prints, and few steps. */
const tolerance = 1e-10;
/** Nearer to an end of the range nothing is looked for. */
const smallest = 1e-9;

/**
 * A confidence sequence for the mean of values in [0, 1]: the interval after n of them, valid at every look and at every n at
 * once, with no word about how they are distributed. It holds each mean against which `logBettingCapital` stays below
 * ln(1/alpha): an interval that holds the mean that was seen, and no other order of the values changes it. Of nothing: [0, 1].
 *
 * Source: Waudby-Smith & Ramdas 2024, "Estimating means of bounded random variables by betting", JRSS B 86:1, arXiv 2010.09686.
 *
 * @throws RangeError for a value outside of [0, 1], and for an alpha that is not between 0 and 1.
 */
export function bettingSequence({ values, alpha }: BettingSettings): Interval {
  requireAlpha(alpha);
  const strange = values.find((value) => !(value >= 0 && value <= 1));
  if (strange !== undefined) {
    throw new RangeError(`A betting sequence needs values from 0 to 1, not ${strange}.`);
  }
  if (values.length === 0) return { lower: 0, upper: 1 };
  const counted = countValues(values);
  const excess = (claim: number) => logBettingCapital(counted, claim) + Math.log(alpha);
  const centre = Math.min(1 - smallest, Math.max(smallest, mean(values)));
  return {
    lower: findEnd(smallest, centre, excess) ?? 0,
    upper: findEnd(1 - smallest, centre, excess) ?? 1,
  };
}

/** Where the capital reaches 1/alpha on the way to the mean that was seen, against which it is at most 1; null: nowhere. */
function findEnd(from: number, centre: number, excess: (claim: number) => number): number | null {
  return excess(from) > 0 ? findRoot({ from, to: centre, at: excess, tolerance }) : null;
}
