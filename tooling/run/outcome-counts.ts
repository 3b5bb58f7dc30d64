/** How many tests or checks passed, failed and were skipped. */
export interface OutcomeCounts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

/** The end of a run: its last line is `12 passed, 0 failed`, and the one before counts what was skipped. */
export function formatCounts({ passed, failed, skipped }: OutcomeCounts): string {
  const line = `${passed} passed, ${failed} failed`;
  return skipped === 0 ? line : `${skipped} skipped, each with its reason above\n${line}`;
}
