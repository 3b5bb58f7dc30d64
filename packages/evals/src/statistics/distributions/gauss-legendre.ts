/** A point of [−1, 1] and its weight; the weights add up to 2. */
export interface Node {
  readonly at: number;
  readonly weight: number;
}

/**
 * The nodes of Gauss–Legendre quadrature, exact for polynomials up to the degree 2·size − 1. Newton steps on the Legendre
 * polynomial, from the start of Numerical Recipes §4.6.
 */
export function gaussLegendre(size: number): readonly Node[] {
  return Array.from({ length: size }, (_, index) => {
    let at = Math.cos((Math.PI * (index + 0.75)) / (size + 0.5));
    let slope = 1;
    for (let step = 0; step < 20; step += 1) {
      const found = legendre(size, at);
      slope = found.slope;
      const change = found.value / slope;
      at -= change;
      if (Math.abs(change) < 1e-16) break;
    }
    return { at, weight: 2 / ((1 - at * at) * slope * slope) };
  });
}

function legendre(size: number, at: number): { readonly value: number; readonly slope: number } {
  let before = 0;
  let value = 1;
  for (let degree = 1; degree <= size; degree += 1) {
    const next = ((2 * degree - 1) * at * value - (degree - 1) * before) / degree;
    before = value;
    value = next;
  }
  return { value, slope: (size * (at * value - before)) / (at * at - 1) };
}
