import { findRoot } from "./find-root.js";
import { gaussLegendre } from "./gauss-legendre.js";
import { logGamma } from "./incomplete-beta.js";
import { normalCdf } from "./normal-distribution.js";
import { studentTQuantile } from "./student-t.js";

const nodes = gaussLegendre(32);

/** So many standard deviations of χ/√ν around its mean hold all but 1e-15 of it. */
const reach = 9;

/**
 * `P(T > t)` of a noncentral t: the power of a one-sided t test whose true effect is `shift` standard errors.
 *
 * Source: `∫ Φ(shift − t·s) f(s) ds` over s = χ_ν/√ν (Johnson, Kotz & Balakrishnan, Continuous Univariate Distributions 2,
 * chapter 31), by Gauss–Legendre quadrature: to 1e-9 from 1 degree of freedom on.
 */
export function noncentralTUpper(t: number, degrees: number, shift: number): number {
  const spread = reach / Math.sqrt(2 * degrees);
  const from = Math.max(0, 1 - spread);
  const to = 1 + spread;
  const panels = 4;
  const half = (to - from) / (2 * panels);
  let total = 0;
  for (let panel = 0; panel < panels; panel += 1) {
    const middle = from + (2 * panel + 1) * half;
    for (const { at, weight } of nodes) {
      const scale = middle + half * at;
      total += weight * half * chiDensity(scale, degrees) * normalCdf(shift - t * scale);
    }
  }
  return Math.min(1, total);
}

/** The density of χ_ν/√ν. */
function chiDensity(scale: number, degrees: number): number {
  const half = degrees / 2;
  const log =
    Math.LN2 +
    half * Math.log(half) -
    logGamma(half) +
    (degrees - 1) * Math.log(scale) -
    half * scale * scale;
  return Math.exp(log);
}

interface DetectableShiftSettings {
  readonly degrees: number;
  /** One-sided. */
  readonly alpha: number;
  readonly power: number;
}

/** The effect, in standard errors, that a one-sided t test at `alpha` finds with `power`. */
export function detectableShift({ degrees, alpha, power }: DetectableShiftSettings): number {
  const t = studentTQuantile(1 - alpha, degrees);
  let to = t + 2;
  while (noncentralTUpper(t, degrees, to) < power) to *= 2;
  const at = (shift: number) => noncentralTUpper(t, degrees, shift) - power;
  return findRoot({ from: 0, to, at, tolerance: 1e-9 });
}
