/** A p-value that a number could not hold, told as the smallest number there is: no test shows that something is impossible. */
export function floorP(p: number): number {
  return Math.min(1, Math.max(p, Number.MIN_VALUE));
}
