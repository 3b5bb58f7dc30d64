import { requireNumber, requireOpenShare } from "../inputs/require-number.js";
import { incompleteBeta } from "./incomplete-beta.js";
import { logBeta } from "./log-beta.js";

export interface BetaQuantileSettings {
  /** The share of the distribution that lies below, 0 < p < 1. */
  readonly p: number;
  /** The two shapes of the beta distribution, both above 0. */
  readonly a: number;
  readonly b: number;
}

/** Beyond it exp(−|logit|) is nothing that a number can hold. */
const furthest = 745;

/**
 * The x with P(X ≤ x) = p of the beta distribution, to about 1e-11 relative: Newton steps on the logarithm of the nearer tail
 * and on the logit of x, kept inside a bracket.
 *
 * @throws RangeError for a p that is not between 0 and 1, and for shapes that are not above 0.
 */
export function betaQuantile({ p, a, b }: BetaQuantileSettings): number {
  const by = "betaQuantile";
  requireOpenShare({ by, name: "p", value: p });
  requireNumber({ by, name: "a", value: a, above: 0 });
  requireNumber({ by, name: "b", value: b, above: 0 });
  // The upper tail is the lower one of the mirrored distribution; the nearer is solved for, because it keeps its digits.
  return p <= 0.5 ? toShare(findLogit(p, a, b)) : toShare(-findLogit(1 - p, b, a));
}

/** The logit of the x with I_x(a, b) = p. */
function findLogit(p: number, a: number, b: number): number {
  let low = -furthest;
  let high = furthest;
  let logit = Math.min(furthest, Math.max(-furthest, Math.log(a / b)));
  for (let step = 0; step < 400; step += 1) {
    const x = toShare(logit);
    const below = incompleteBeta(x, a, b);
    if (below > p) high = logit;
    else low = logit;
    const next = logit - (Math.log(below / p) * below) / logitDensity(logit, a, b);
    const moved = next > low && next < high ? next : (low + high) / 2;
    if (Math.abs(moved - logit) <= 1e-15 * Math.max(1, Math.abs(logit))) return moved;
    logit = moved;
  }
  return logit;
}

/** The density of logit X: x^a (1−x)^b / B(a, b). */
function logitDensity(logit: number, a: number, b: number): number {
  return Math.exp(-a * softplus(-logit) - b * softplus(logit) - logBeta(a, b));
}

/** ln(1 + e^x). */
function softplus(x: number): number {
  return x > 30 ? x + Math.exp(-x) : Math.log1p(Math.exp(x));
}

function toShare(logit: number): number {
  return logit > 0 ? 1 / (1 + Math.exp(-logit)) : Math.exp(logit) / (1 + Math.exp(logit));
}
