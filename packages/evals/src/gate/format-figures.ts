/** A share as percentage points with a sign: `-4.3 points`. */
export function formatPoints(value: number): string {
  const points = round(value * 100, 1);
  return `${points > 0 ? "+" : ""}${points.toFixed(1)} points`;
}

/** A share: `83.6 %`. */
export function formatPercent(value: number): string {
  return `${round(value * 100, 1).toFixed(1)} %`;
}

/** A drop or margin, without a sign: `4.3 points`. */
export function formatDistance(value: number): string {
  return `${round(value * 100, 1).toFixed(1)} points`;
}

/** Never `-0.0`. */
function round(value: number, digits: number): number {
  const factor = 10 ** digits;
  return Math.round(value * factor) / factor + 0;
}
