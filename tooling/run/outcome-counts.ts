/** How many tests or checks passed, failed and were skipped. */
export interface OutcomeCounts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

/** The last line of a run: `12 passed, 0 failed`, and `, 3 skipped` where any were. */
export function formatCounts({ passed, failed, skipped }: OutcomeCounts): string {
  const line = `${passed} passed, ${failed} failed`;
  return skipped === 0 ? line : `${line}, ${skipped} skipped`;
}
