import { binomialCdf, binomialProbability } from "../distributions/binomial.js";

/** Pairs that disagree: `gained` pass only now, `lost` passed only before. */
export interface DiscordantPairs {
  readonly gained: number;
  readonly lost: number;
}

export interface McNemarResult {
  /** `2·P(Bin(b+c, ½) ≤ min(b, c))`, at most 1. */
  readonly p: number;
  /** Two-sided, with half the probability of what was seen: the exact test is conservative. */
  readonly midP: number;
  /** One-sided against harm: `P(Bin(b+c, ½) ≤ gained)`. */
  readonly harmP: number;
}

/** McNemar's exact test on discordant pairs (McNemar 1947; Fagerland, Lydersen & Laake 2013 for mid-p). */
export function mcnemar({ gained, lost }: DiscordantPairs): McNemarResult {
  const n = gained + lost;
  if (n === 0) return { p: 1, midP: 1, harmP: 1 };
  const smaller = Math.min(gained, lost);
  const tail = binomialCdf(smaller, n, 0.5);
  return {
    p: Math.min(1, 2 * tail),
    midP: Math.min(1, 2 * tail - binomialProbability(smaller, n, 0.5)),
    harmP: binomialCdf(gained, n, 0.5),
  };
}
