import { binomialCdf, binomialProbability } from "../distributions/binomial.js";

/** Pairs that disagree: `gained` pass only now, `lost` passed only before. */
export interface DiscordantPairs {
  readonly gained: number;
  readonly lost: number;
}

export interface McNemarResult {
  /** `2·P(Bin(b+c, ½) ≤ min(b, c))`, at most 1. */
  readonly p: number;
  /**
   * Two-sided, with half the probability of what was seen: the exact test is conservative. `p` less `f(b)`, and
   * `1 − ½·f(b)` where as many were gained as lost, with `f` of Bin(b+c, ½).
   */
  readonly midP: number;
  /** One-sided against harm: `P(Bin(b+c, ½) ≤ gained)`. */
  readonly harmP: number;
}

/**
 * McNemar's exact test on discordant pairs (McNemar 1947; Fagerland, Lydersen & Laake 2013, BMC Medical Research
 * Methodology 13:91, for mid-p). Without any all values are 1: nothing was seen.
 */
export function mcnemar({ gained, lost }: DiscordantPairs): McNemarResult {
  const n = gained + lost;
  if (n === 0) return { p: 1, midP: 1, harmP: 1 };
  const smaller = Math.min(gained, lost);
  const tail = binomialCdf(smaller, n, 0.5);
  const seen = binomialProbability(smaller, n, 0.5);
  return {
    p: Math.min(1, 2 * tail),
    midP: gained === lost ? 1 - seen / 2 : 2 * tail - seen,
    harmP: binomialCdf(gained, n, 0.5),
  };
}
