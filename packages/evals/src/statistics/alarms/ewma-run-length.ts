import { gaussLegendre } from "../distributions/gauss-legendre.js";
import { normalDensity } from "../distributions/normal-distribution.js";
import { solveLinear } from "./solve-linear.js";

interface EwmaRunLengthSettings {
  readonly weight: number;
  /** L. */
  readonly limit: number;
  /** Of the mean, in standard deviations. */
  readonly shift: number;
}

/**
 * The average run length of a two-sided EWMA chart of normal values, from its centre: Fredholm's equation
 * `L(z) = 1 + (1/λ) ∫ L(y) φ((y − (1−λ)z)/λ − shift) dy` between the limits, at the nodes of Gauss–Legendre (Nyström's method). The
 * nodes lie at most at a third of the kernel's width, at which it is exact to about 1e-9.
 */
export function ewmaRunLength({ weight, limit, shift }: EwmaRunLengthSettings): number {
  const reach = limit * Math.sqrt(weight / (2 - weight));
  // Half of the range times about 1.6 is the widest gap of n nodes, times n.
  const size = Math.max(24, Math.ceil((5 * reach) / weight));
  const nodes = gaussLegendre(size).map(({ at, weight: share }) => ({
    at: at * reach,
    share: share * reach,
  }));
  const kernel = (from: number, to: number) =>
    normalDensity((to - (1 - weight) * from) / weight - shift) / weight;
  const rows = nodes.map(({ at: from }, row) =>
    nodes.map(({ at: to, share }, column) => (row === column ? 1 : 0) - share * kernel(from, to)),
  );
  const lengths = solveLinear(
    rows,
    nodes.map(() => 1),
  );
  return nodes.reduce(
    (total, { at, share }, index) => total + share * kernel(0, at) * (lengths[index] ?? 0),
    1,
  );
}
