import { floorP } from "../distributions/floor-p.js";
import { chiSquareSf } from "../distributions/incomplete-gamma.js";
import { requireCount } from "../inputs/require-number.js";
import { requireNumbers, requireSameLength } from "../inputs/require-numbers.js";
import { sum } from "../means/sum.js";

export interface PsiSettings {
  /** Counts in each bin, of the time that is compared with. */
  readonly reference: readonly number[];
  /** Counts in the same bins, of the time that is looked at. */
  readonly current: readonly number[];
}

export interface PsiResult {
  /** `Σ (p − q)·ln(p/q)`, 0 or above, without a unit. */
  readonly psi: number;
  /** `psi/(1/N + 1/M)`: about chi-square with `degrees` of freedom where nothing moved. */
  readonly statistic: number;
  /** Bins that are not empty on both sides, less one. */
  readonly degrees: number;
  /** Of a distance as large as this without drift; 1 where one bin holds everything. */
  readonly p: number;
  /** The smallest count that a bin would have on either side without drift: below about 5 the p is rough. */
  readonly smallestExpected: number;
}

/**
 * The population stability index of two samples in the same bins, with its test. Fixed limits such as .1 and .25 say nothing without
 * the sizes: without any drift two samples of 100 in 8 bins lie above .1 in 66 % of the cases. Where a bin is empty on one side, ½
 * is added to every count that is used; bins that are empty on both are left out. Bins are to be chosen from the reference, before the
 * current time is looked at.
 *
 * Source: Yurdakul & Naranjo 2020, Journal of Risk Model Validation 14:89.
 *
 * @throws RangeError for lists that differ in length, counts that are not whole, and a side without any.
 */
export function psi({ reference, current }: PsiSettings): PsiResult {
  const by = "psi";
  requireSameLength(by, { reference, current });
  for (const [name, values] of Object.entries({ reference, current })) {
    requireNumbers({ by, name, values, least: 0 });
    requireCount({ by, name: `the sum of ${name}`, value: sum(values), least: 1 });
  }
  const bins = reference
    .map((count, index) => ({ before: count, now: current[index] ?? 0 }))
    .filter(({ before, now }) => before + now > 0);
  const added = bins.some(({ before, now }) => before === 0 || now === 0) ? 0.5 : 0;
  const [n, m] = [sum(reference), sum(current)];
  const share = (count: number, total: number) => (count + added) / (total + added * bins.length);
  const distance = sum(
    bins.map(({ before, now }) => {
      const [p, q] = [share(before, n), share(now, m)];
      return (p - q) * Math.log(p / q);
    }),
  );
  const statistic = distance / (1 / n + 1 / m);
  const degrees = bins.length - 1;
  const smaller = Math.min(n, m) / (n + m);
  return {
    psi: distance,
    statistic,
    degrees,
    p: degrees === 0 ? 1 : floorP(chiSquareSf(statistic, degrees)),
    smallestExpected: bins.reduce(
      (least, { before, now }) => Math.min(least, (before + now) * smaller),
      Number.POSITIVE_INFINITY,
    ),
  };
}
