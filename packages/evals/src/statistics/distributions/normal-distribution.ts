/**
 * P(Z ≤ x) of the standard normal, to about 1e-15 relative in the lower tail.
 * Series near 0, Lentz's continued fraction of the Mills ratio beyond (Abramowitz & Stegun 26.2.10, 26.2.14).
 */
export function normalCdf(x: number): number {
  if (x > 0) return 1 - normalCdf(-x);
  if (x < -38) return 0;
  return x > -3 ? 0.5 - seriesArea(-x) : normalDensity(x) / millsFraction(-x);
}

/** The density of the standard normal. */
export function normalDensity(x: number): number {
  return Math.exp(-(x * x) / 2) / Math.sqrt(2 * Math.PI);
}

/**
 * The x with P(Z ≤ x) = p, 0 < p < 1. Acklam's rational start, then two Halley steps on `normalCdf`.
 * Throws RangeError for another p.
 */
export function normalQuantile(p: number): number {
  if (!(p > 0 && p < 1)) throw new RangeError(`A quantile needs 0 < p < 1, not ${p}.`);
  if (p > 0.5) return -normalQuantile(1 - p);
  let x = acklamStart(p);
  for (let step = 0; step < 2; step += 1) {
    const error = (normalCdf(x) - p) / normalDensity(x);
    x -= error / (1 + (x * error) / 2);
  }
  return x;
}

function seriesArea(x: number): number {
  let term = x;
  let sum = x;
  for (let index = 1; Math.abs(term) > 1e-17 * sum && index < 200; index += 1) {
    term *= (x * x) / (2 * index + 1);
    sum += term;
  }
  return normalDensity(x) * sum;
}

function millsFraction(x: number): number {
  let fraction = x;
  for (let index = 120; index >= 1; index -= 1) fraction = x + index / fraction;
  return fraction;
}

const centre = {
  numerator: [
    -39.69683028665376, 220.9460984245205, -275.9285104469687, 138.357751867269, -30.66479806614716,
    2.506628277459239,
  ],
  denominator: [
    -54.47609879822406, 161.5858368580409, -155.6989798598866, 66.80131188771972,
    -13.28068155288572, 1,
  ],
} as const;

const tail = {
  numerator: [
    -0.007784894002430293, -0.3223964580411365, -2.400758277161838, -2.549732539343734,
    4.374664141464968, 2.938163982698783,
  ],
  denominator: [0.007784695709041462, 0.3224671290700398, 2.445134137142996, 3.754408661907416, 1],
} as const;

function acklamStart(p: number): number {
  if (p < 0.02425) {
    const q = Math.sqrt(-2 * Math.log(p));
    return polynomial(tail.numerator, q) / polynomial(tail.denominator, q);
  }
  const q = p - 0.5;
  return (q * polynomial(centre.numerator, q * q)) / polynomial(centre.denominator, q * q);
}

function polynomial(coefficients: readonly number[], x: number): number {
  return coefficients.reduce((sum, coefficient) => sum * x + coefficient, 0);
}
