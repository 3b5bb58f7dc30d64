import { logBeta } from "../distributions/log-beta.js";
import type { DiscordantPairs } from "../paired/mcnemar.js";

/** What the pairs that disagree say against "both are as likely to be the better one". */
export interface SequentialMcNemar {
  /** The evidence: 1 says nothing, 20 is enough at alpha .05. May be Infinity; `logE` then still tells how much. */
  readonly e: number;
  /** ln e. */
  readonly logE: number;
  /** `min(1, 1/e)`: valid at whatever look, and at most alpha exactly where 1/2 lies outside of `betaBinomialSequence`. */
  readonly p: number;
}

/**
 * The sequential McNemar test of paired pass or fail results: `e = B(b+1, c+1) · 2^(b+c)` with b gained and c lost.
 *
 * It is a likelihood ratio, of a uniform mixture over the share of pairs that are gained to a share of ½. While the
 * versions are alike it is a martingale that begins at 1, so that P(e ≥ 1/alpha at any look) ≤ alpha (Ville 1939): looking
 * often costs nothing. Pairs that agree say nothing and are left out. The order of the pairs does not matter.
 * 12 to 3: p = .222, where the fixed-n test says .035; 20 to 4 is enough at .05.
 *
 * Source: Robbins 1970, Annals of Mathematical Statistics 41:1397 (mixture martingales), on McNemar's discordant pairs.
 */
export function sequentialMcnemar({ gained, lost }: DiscordantPairs): SequentialMcNemar {
  const logE = logBeta(gained + 1, lost + 1) + (gained + lost) * Math.LN2;
  return { e: Math.exp(logE), logE, p: Math.exp(-Math.max(0, logE)) };
}

/** The sequential McNemar test of pairs in the order in which they came. */
export interface RunningMcNemar {
  /** After the last pair. */
  readonly logE: number;
  /** `1 / max e` over all looks so far, at most 1: never grows, and is valid at whatever look. */
  readonly p: number;
}

/**
 * `sequentialMcnemar` after every pair, and the smallest p so far: what was once shown stays shown.
 * Positive differences are gained, negative ones lost, 0 is a tie. One more gained after b and c multiplies e by
 * `2(b+1)/(b+c+2)`. The order of ties does not matter, that of the other pairs does.
 *
 * Source: Johari et al. 2022, Operations Research 70:1806 (always-valid p-values are running minima).
 */
export function runningMcnemar(differences: Iterable<number>): RunningMcNemar {
  let gained = 0;
  let lost = 0;
  let logE = 0;
  let largest = 0;
  for (const difference of differences) {
    if (difference === 0) continue;
    const before = difference > 0 ? gained : lost;
    logE += Math.log((2 * (before + 1)) / (gained + lost + 2));
    if (difference > 0) gained += 1;
    else lost += 1;
    largest = Math.max(largest, logE);
  }
  return { logE, p: Math.exp(-largest) };
}
