import { requireNumber } from "../inputs/require-number.js";
import { holm } from "./adjust-p.js";

export interface HolmBoundsSettings {
  /** Of each parameter the p of "it is at most the limit". */
  readonly ps: readonly number[];
  /** Of all bounds together, 0 < alpha < 0.5. */
  readonly alpha: number;
  /** What each parameter is tested to lie above. */
  readonly limit: number;
  /** The lower confidence bound of one parameter at a level of its own; above the limit exactly where its p is below that level. */
  readonly boundAt: (index: number, level: number) => number;
}

/**
 * Lower confidence bounds that hold all at once with a chance of at least 1 − alpha, and that say what Holm's test says: a bound is
 * below the limit exactly where the test does not show the parameter to lie above it. What is shown is bounded by the limit
 * itself as long as something else is not shown: that is the price of Holm's power. Where all are shown, each has a bound of alpha
 * divided by their number, or the limit where that is higher.
 *
 * Source: Strassburger & Bretz 2008, Statistics in Medicine 27:4914; Guilbaud 2008, Biometrical Journal 50:678.
 *
 * @returns one bound a parameter, in the order of `ps`.
 * @throws RangeError for an alpha that is not between 0 and 0.5, and a p that is not from 0 to 1.
 */
export function holmBounds(settings: HolmBoundsSettings): readonly number[] {
  const { ps, alpha, limit, boundAt } = settings;
  requireNumber({ by: "holmBounds", name: "alpha", value: alpha, above: 0, below: 0.5 });
  const isShown = holm(ps).map((p) => p <= alpha);
  const open = isShown.filter((each) => !each).length;
  return ps.map((_, index) => {
    if (open === 0) return Math.max(limit, boundAt(index, alpha / ps.length));
    return isShown[index] === true ? limit : Math.min(limit, boundAt(index, alpha / open));
  });
}
