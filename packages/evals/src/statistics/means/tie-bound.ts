/**
 * What n equal bounded observations leave open: an event that none of n independent draws showed
 * has a probability of at most `1 − alpha^(1/n)` (exact, Clopper & Pearson 1934).
 * For differences of scores (−1 to 1) this bounds how far the mean can lie from the value all shared.
 */
export function tieBound(n: number, alpha: number): number {
  return n <= 0 ? 1 : -Math.expm1(Math.log(alpha) / n);
}

/** How many equal observations bring `tieBound` under a margin. */
export function casesForTieBound(margin: number, alpha: number): number {
  return Math.floor(Math.log(alpha) / Math.log1p(-margin)) + 1;
}
