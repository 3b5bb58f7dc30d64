import { bisect } from "../distributions/bisect.js";
import { logBeta } from "../distributions/log-beta.js";
import type { Interval } from "../means/interval.js";
import { requireAlpha } from "./require-alpha.js";

export interface BetaBinomialSettings {
  /** How many of the n passed. */
  readonly passed: number;
  readonly n: number;
  /** The chance that any look ever leaves the true rate out: of both sides together. */
  readonly alpha: number;
}

/**
 * A confidence sequence for one rate: the interval after n results, valid at every look and at every n at once.
 * 45 of 50 at .05: [.712, .984], where the fixed-n Wilson interval is [.786, .957].
 *
 * It holds each p with `B(k+1, n−k+1) / (p^k (1−p)^(n−k)) < 1/alpha`, the likelihood ratio of a uniform mixture to p. That is
 * convex in p and at most 1 at k/n: an interval around the rate that was seen. Of nothing: [0, 1].
 * Source: Robbins 1970, Annals of Mathematical Statistics 41:1397; the beta-binomial mixture of Howard, Ramdas, McAuliffe &
 * Sekhon 2021, Annals of Statistics 49:1055.
 *
 * @throws RangeError for an alpha that is not between 0 and 1.
 */
export function betaBinomialSequence({ passed, n, alpha }: BetaBinomialSettings): Interval {
  requireAlpha(alpha);
  if (n === 0) return { lower: 0, upper: 1 };
  const failed = n - passed;
  const limit = logBeta(passed + 1, failed + 1) + Math.log(alpha);
  const isHeld = (p: number) => power(p, passed) + power(1 - p, failed) > limit;
  const rate = passed / n;
  return {
    lower: passed === 0 ? 0 : bisect({ from: 0, to: rate, isBelow: (p) => !isHeld(p) }),
    upper: failed === 0 ? 1 : bisect({ from: rate, to: 1, isBelow: isHeld }),
  };
}

/** ln p^times, where 0^0 is 1. */
function power(p: number, times: number): number {
  return times === 0 ? 0 : times * Math.log(p);
}
