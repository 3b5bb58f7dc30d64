interface BisectSettings {
  readonly from: number;
  readonly to: number;
  /** True from `from` to the point, false from there to `to`. */
  readonly isBelow: (value: number) => boolean;
}

/** The point where `isBelow` turns from true to false between two ends, to 1e-12. */
export function bisect({ from, to, isBelow }: BisectSettings): number {
  let low = from;
  let high = to;
  while (high - low > 1e-12) {
    const middle = (low + high) / 2;
    if (middle === low || middle === high) break;
    if (isBelow(middle)) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
