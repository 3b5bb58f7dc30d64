/** A count, rounded down to a power of two: `2^3`; `0` for none. */
export function toPower(count: number): string {
  return count === 0 ? "0" : `2^${Math.floor(Math.log2(count))}`;
}
