/** The arithmetic mean; NaN of nothing. */
export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/**
 * The standard error of a mean by the central limit theorem, `sqrt(Σ(s−s̄)²/(n(n−1)))`.
 * Source: Miller 2024, "Adding Error Bars to Evals", arXiv 2411.00640, §2. NaN below two values.
 */
export function standardError(values: readonly number[]): number {
  const centre = mean(values);
  const squares = values.reduce((sum, value) => sum + (value - centre) ** 2, 0);
  return Math.sqrt(squares / (values.length * (values.length - 1)));
}
