import { logGamma } from "../distributions/incomplete-beta.js";
import { requireCount } from "../inputs/require-number.js";

/** How often two events came together in independent units. */
export interface TwoByTwo {
  readonly both: number;
  readonly onlyFirst: number;
  readonly onlySecond: number;
  readonly neither: number;
}

export interface FisherResult {
  /** One-sided, of a negative association: that both come together so seldom, or more seldom. */
  readonly less: number;
  /** One-sided, of a positive association. */
  readonly greater: number;
  /** Two-sided: of all tables with the same margins those that are no more probable, as in R and scipy. */
  readonly twoSided: number;
}

/** Of equal probabilities one is often larger in the last bits: so much counts as equal, as in R's `fisher.test`. */
const equalWithin = 1e-7;

/**
 * Fisher's exact test of two events in the same units: given how often each came, how often they come together by chance
 * (hypergeometric). Where one of them always or never came, nothing was seen and all values are 1.
 *
 * Source: Fisher 1935, JRSS 98:39; the two-sided rule of Freeman & Halton 1951, Biometrika 38:141.
 *
 * @throws RangeError for a count that is not a whole number of at least 0.
 */
export function fisherExact(table: TwoByTwo): FisherResult {
  for (const name of ["both", "onlyFirst", "onlySecond", "neither"] as const) {
    requireCount({ by: "fisherExact", name, value: table[name] });
  }
  const { both, onlyFirst, onlySecond, neither } = table;
  const first = both + onlyFirst;
  const second = both + onlySecond;
  const n = first + onlySecond + neither;
  const least = Math.max(0, first + second - n);
  const most = Math.min(first, second);
  const chances = Array.from({ length: most - least + 1 }, (_, at) =>
    hypergeometric(least + at, { first, second, n }),
  );
  const seen = chances[both - least] ?? 0;
  const sum = (keeps: (chance: number, count: number) => boolean) =>
    Math.min(
      1,
      chances
        .filter((chance, at) => keeps(chance, least + at))
        .sort((left, right) => left - right)
        .reduce((total, chance) => total + chance, 0),
    );
  return {
    less: sum((_, count) => count <= both),
    greater: sum((_, count) => count >= both),
    twoSided: sum((chance) => chance <= seen * (1 + equalWithin)),
  };
}

interface Margins {
  readonly first: number;
  readonly second: number;
  readonly n: number;
}

/** The chance that `both` of the units with the first event are among those with the second. */
function hypergeometric(both: number, { first, second, n }: Margins): number {
  const logChance =
    logChoose(first, both) + logChoose(n - first, second - both) - logChoose(n, second);
  return Math.exp(logChance);
}

function logChoose(n: number, k: number): number {
  return logGamma(n + 1) - logGamma(k + 1) - logGamma(n - k + 1);
}
