import { betaQuantile } from "../distributions/beta-quantile.js";
import { requireCount, requireOpenShare } from "../inputs/require-number.js";
import type { Interval } from "./interval.js";

export interface ClopperPearsonSettings {
  /** How many of the n showed what is counted: 0 to n. */
  readonly successes: number;
  /** Independent observations. */
  readonly n: number;
  /** E.g. 0.95. Of the interval where `side` is `both`, else of the one bound. */
  readonly confidence: number;
  /** `lower` leaves the upper end at 1, and `upper` the lower end at 0. Default: `both`. */
  readonly side?: "both" | "lower" | "upper";
}

/**
 * The exact interval of a rate: its ends are beta quantiles, and it covers the true rate at least as often as it says, for every n
 * and rate. For claims such as "at most"; `wilsonInterval` is closer to its level on average. 0 of 29: at most .098 (one-sided 95 %).
 * With n = 0: [0, 1].
 *
 * Source: Clopper & Pearson 1934, Biometrika 26:404; equal tails, as R's `binom.test` and statsmodels' `proportion_confint(method="beta")`.
 *
 * @throws RangeError for successes that are no whole number from 0 to n, and for a confidence that is not between 0 and 1.
 */
export function clopperPearson(settings: ClopperPearsonSettings): Interval {
  const { successes, n, confidence, side = "both" } = settings;
  const by = "clopperPearson";
  requireCount({ by, name: "n", value: n });
  requireCount({ by, name: "successes", value: successes, most: n });
  requireOpenShare({ by, name: "confidence", value: confidence });
  const alpha = side === "both" ? (1 - confidence) / 2 : 1 - confidence;
  const failures = n - successes;
  return {
    lower:
      side === "upper" || successes === 0
        ? 0
        : betaQuantile({ p: alpha, a: successes, b: failures + 1 }),
    // As one minus the mirrored quantile: the quantile at 1 − alpha would lose the digits of a small alpha.
    upper:
      side === "lower" || failures === 0
        ? 1
        : 1 - betaQuantile({ p: alpha, a: failures, b: successes + 1 }),
  };
}
