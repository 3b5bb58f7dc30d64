import { requireNumbers } from "../inputs/require-numbers.js";

/**
 * Holm's step-down adjustment: the adjusted p-values, in the order of those that were given. Those of at most alpha may be called
 * shown, and the chance that any of them is a false one is at most alpha, however they depend on each other.
 * For "any protected slice is worse". As R's `p.adjust(method = "holm")`. Of nothing: nothing.
 *
 * Source: Holm 1979, Scandinavian Journal of Statistics 6:65.
 *
 * @throws RangeError for a p that is not from 0 to 1.
 */
export function holm(ps: readonly number[]): readonly number[] {
  requireNumbers({ by: "holm", name: "ps", values: ps, least: 0, most: 1 });
  const adjusted = ps.map(() => 0);
  let largest = 0;
  for (const [rank, index] of ascending(ps).entries()) {
    largest = Math.max(largest, Math.min(1, (ps.length - rank) * (ps[index] ?? 1)));
    adjusted[index] = largest;
  }
  return adjusted;
}

/**
 * The step-up adjustment of Benjamini and Hochberg: the adjusted p-values, in the order of those that were given. Of those at most
 * alpha the expected share of false ones is at most alpha, where the tests are independent or positively dependent.
 * For tables that are explored. As R's `p.adjust(method = "BH")`. Of nothing: nothing.
 *
 * Source: Benjamini & Hochberg 1995, JRSS B 57:289.
 *
 * @throws RangeError for a p that is not from 0 to 1.
 */
export function benjaminiHochberg(ps: readonly number[]): readonly number[] {
  requireNumbers({ by: "benjaminiHochberg", name: "ps", values: ps, least: 0, most: 1 });
  const adjusted = ps.map(() => 1);
  let smallest = 1;
  for (const [fromLast, index] of ascending(ps).toReversed().entries()) {
    smallest = Math.min(smallest, (ps.length / (ps.length - fromLast)) * (ps[index] ?? 1));
    adjusted[index] = smallest;
  }
  return adjusted;
}

/** The indices of the values, from the least to the largest. */
function ascending(values: readonly number[]): readonly number[] {
  return values.map((_, index) => index).sort((a, b) => (values[a] ?? 0) - (values[b] ?? 0));
}
