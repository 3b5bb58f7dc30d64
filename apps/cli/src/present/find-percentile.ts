/** The nearest-rank percentile of some numbers, `share` from 0 to 1; null of none. */
export function findPercentile(numbers: readonly number[], share: number): number | null {
  const sorted = numbers.toSorted((one, other) => one - other);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? null;
}
