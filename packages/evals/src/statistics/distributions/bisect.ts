interface BisectSettings {
  readonly from: number;
  readonly to: number;
  /** True from `from` to the point, false from there to `to`. */
  readonly isBelow: (value: number) => boolean;
  /** How far the answer may lie from the point; default 1e-12. */
  readonly tolerance?: number;
}

/** The point where `isBelow` turns from true to false between two ends. */
export function bisect({ from, to, isBelow, tolerance = 1e-12 }: BisectSettings): number {
  let low = from;
  let high = to;
  while (high - low > tolerance) {
    const middle = (low + high) / 2;
    if (middle === low || middle === high) break;
    if (isBelow(middle)) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
