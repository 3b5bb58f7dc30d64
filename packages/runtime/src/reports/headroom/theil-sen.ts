/** A straight line: `intercept` at 0. */
export interface Line {
  readonly slope: number;
  readonly intercept: number;
}

interface Point {
  readonly x: number;
  readonly y: number;
}

/**
 * The line of Theil and Sen: its slope is the median of the slopes between all pairs of points, its intercept the median of
 * y − slope · x. Up to 29% of the points may be anything. H. Theil, "A rank-invariant method of linear and polynomial
 * regression analysis" (1950); P. K. Sen, "Estimates of the regression coefficient based on Kendall's tau", JASA 63 (1968).
 *
 * Null where no two points differ in x.
 */
export function fitLine(points: readonly Point[]): Line | null {
  const slopes = points.flatMap((from, index) =>
    points
      .slice(index + 1)
      .filter((to) => to.x !== from.x)
      .map((to) => (to.y - from.y) / (to.x - from.x)),
  );
  const slope = findMedian(slopes);
  if (slope === null) return null;
  const intercept = findMedian(points.map(({ x, y }) => y - slope * x));
  return intercept === null ? null : { slope, intercept };
}

function findMedian(values: readonly number[]): number | null {
  const sorted = Float64Array.from(values).sort();
  const low = sorted[Math.floor((sorted.length - 1) / 2)];
  const high = sorted[Math.floor(sorted.length / 2)];
  return low === undefined || high === undefined ? null : (low + high) / 2;
}
