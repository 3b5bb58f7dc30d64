import { incompleteBeta, logGamma } from "./incomplete-beta.js";
import { normalQuantile } from "./normal-distribution.js";

/** P(T ≤ t) of Student's t with `degrees` of freedom (Abramowitz & Stegun 26.7.1 through I_x). */
export function studentTCdf(t: number, degrees: number): number {
  const square = t * t;
  const near = square / (degrees + square);
  // Around zero the complement is taken: 1 - x would lose the digits that a small t has.
  const tail =
    near < 3 / (degrees + 5)
      ? 0.5 * (1 - incompleteBeta(near, 0.5, degrees / 2))
      : 0.5 * incompleteBeta(degrees / (degrees + square), degrees / 2, 0.5);
  return t > 0 ? 1 - tail : tail;
}

/**
 * The t with P(T ≤ t) = p, 0 < p < 1, degrees of freedom ≥ 1: Newton steps kept inside a bracket.
 * Throws RangeError for another p.
 */
export function studentTQuantile(p: number, degrees: number): number {
  if (!(p > 0 && p < 1)) throw new RangeError(`A quantile needs 0 < p < 1, not ${p}.`);
  if (p === 0.5) return 0;
  if (p > 0.5) return -studentTQuantile(1 - p, degrees);
  let low = bracketBelow(p, degrees);
  let high = 0;
  let t = Math.max(normalQuantile(p), low);
  for (let step = 0; step < 200; step += 1) {
    const error = studentTCdf(t, degrees) - p;
    if (error > 0) high = t;
    else low = t;
    const next = t - error / studentTDensity(t, degrees);
    const moved = next > low && next < high ? next : (low + high) / 2;
    if (Math.abs(moved - t) <= 1e-15 * Math.abs(t)) return moved;
    t = moved;
  }
  return t;
}

function bracketBelow(p: number, degrees: number): number {
  let low = -2;
  while (studentTCdf(low, degrees) > p) low *= 2;
  return low;
}

function studentTDensity(t: number, degrees: number): number {
  const logDensity =
    logGamma((degrees + 1) / 2) -
    logGamma(degrees / 2) -
    0.5 * Math.log(degrees * Math.PI) -
    ((degrees + 1) / 2) * Math.log1p((t * t) / degrees);
  return Math.exp(logDensity);
}
