/** What was learnt of one kind of input of one model. */
export interface LearntRatio {
  /** How many calls it is from. */
  readonly calls: number;
  /** What the vendor counted for one token of ours: the bound, and the middle. */
  readonly bound: number;
  readonly median: number;
}

/** So many of the last ratios are kept of each kind of input. */
export const mostRatios = 500;
/** So many kinds of input are known at once; beyond, the one that was seen longest ago is forgotten. */
export const mostKinds = 256;
/** From so many on what was learnt is gone by. At fewer than 99 no bound exists. */
export const leastRatios = 100;

/**
 * The rank, from 1, of the ratio that the next one exceeds in 1 of 100 calls at most, whatever their distribution: ⌈0.99 (n + 1)⌉
 * of n, as the next one is as likely to fall between any two. S. S. Wilks, "Determination of sample sizes for setting tolerance
 * limits", Annals of Mathematical Statistics 12 (1941); as "split conformal" in Lei et al., JASA 113 (2018).
 */
export function findBoundRank(calls: number): number {
  return Math.ceil((99 * (calls + 1)) / 100);
}

/** The bound and the middle of some ratios; null where they are too few for a bound. */
export function learnRatio(ratios: readonly number[]): LearntRatio | null {
  const sorted = Float64Array.from(ratios).sort();
  const bound = sorted[findBoundRank(sorted.length) - 1];
  const low = sorted[Math.floor((sorted.length - 1) / 2)];
  const high = sorted[Math.floor(sorted.length / 2)];
  if (bound === undefined || low === undefined || high === undefined) return null;
  return { calls: sorted.length, bound, median: (low + high) / 2 };
}
