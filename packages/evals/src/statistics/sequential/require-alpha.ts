/** Throws RangeError for an alpha that is no share between 0 and 1: no interval could be told for it. */
export function requireAlpha(alpha: number): void {
  if (alpha > 0 && alpha < 1) return;
  throw new RangeError(`An interval needs an alpha between 0 and 1, such as 0.05, not ${alpha}.`);
}
