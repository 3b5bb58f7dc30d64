import { requireNumber } from "../inputs/require-number.js";
import { logGamma } from "./incomplete-beta.js";

/**
 * P(X > x) of the chi-square distribution with `degrees` of freedom (> 0, need not be whole), to about 1e-12 relative
 * also far out in the tail, where 1 − cdf would be 0. Q(degrees/2, x/2) by its series or its continued fraction
 * (Abramowitz & Stegun 26.4.19, 6.5.29, 6.5.31).
 *
 * @throws RangeError for an x below 0 or degrees that are not above 0.
 */
export function chiSquareSf(x: number, degrees: number): number {
  const by = "chiSquareSf";
  requireNumber({ by, name: "x", value: x, least: 0 });
  requireNumber({ by, name: "degrees", value: degrees, above: 0 });
  return upperGamma(degrees / 2, x / 2);
}

/** The regularised upper incomplete gamma function Q(a, x), a > 0, x ≥ 0. */
function upperGamma(a: number, x: number): number {
  if (x === 0) return 1;
  const front = Math.exp(a * Math.log(x) - x - logGamma(a));
  return x < a + 1 ? 1 - (front * lowerSeries(a, x)) / a : front * upperFraction(a, x);
}

/** Σ x^k / ((a+1)…(a+k)). */
function lowerSeries(a: number, x: number): number {
  let term = 1;
  let sum = 1;
  for (let k = 1; term > 1e-17 * sum && k < 100_000; k += 1) {
    term *= x / (a + k);
    sum += term;
  }
  return sum;
}

/** The continued fraction of Γ(a, x) / (x^a e^−x), by the modified method of Lentz. */
function upperFraction(a: number, x: number): number {
  let b = x + 1 - a;
  let c = Number.MAX_VALUE;
  let d = 1 / b;
  let fraction = d;
  for (let k = 1; k < 100_000; k += 1) {
    const factor = -k * (k - a);
    b += 2;
    d = 1 / awayFromZero(factor * d + b);
    c = awayFromZero(b + factor / c);
    const change = d * c;
    fraction *= change;
    if (Math.abs(change - 1) < 1e-16) break;
  }
  return fraction;
}

function awayFromZero(value: number): number {
  return Math.abs(value) < 1e-300 ? 1e-300 : value;
}
