import { floorP } from "../distributions/floor-p.js";
import { requireNumbers } from "../inputs/require-numbers.js";

export interface KsSettings {
  /** In any order, in one unit. */
  readonly left: readonly number[];
  readonly right: readonly number[];
}

export interface KsResult {
  /** The largest distance between the two shares of values up to a point, 0 to 1. */
  readonly statistic: number;
  /** Two-sided: of a distance as large as this where both come from one distribution. */
  readonly p: number;
  /** `exact`: all ways to deal the values out to both sides are counted. */
  readonly method: "exact" | "asymptotic";
}

/** Up to so many pairs of values the count takes some tens of milliseconds. */
const exactLimit = 4_000_000;

/**
 * The test of Kolmogorov and Smirnov on two samples. Exact up to 4,000,000 pairs of values (2,000 against 2,000), with ties as well: there it is
 * the permutation test with every permutation counted, so that it needs no seed. Beyond, by Kolmogorov's limit, which is cautious
 * where values are tied. Values must be independent: of a conversation take one.
 *
 * Source: Hodges 1958, Arkiv för Matematik 3:469; Schröer & Trenkler 1995, Computational Statistics & Data Analysis 20:185, for
 * ties; Kolmogorov 1933 for the limit. The exact p is that of R's `ks.test` and, without ties, of scipy's `ks_2samp`.
 *
 * @throws RangeError for an empty sample and for values that are not finite.
 */
export function ksTest({ left, right }: KsSettings): KsResult {
  const by = "ksTest";
  requireNumbers({ by, name: "left", values: left, count: 1 });
  requireNumbers({ by, name: "right", values: right, count: 1 });
  const [n, m] = [left.length, right.length];
  const { ends, distance } = compareSorted(left, right);
  const statistic = distance / (n * m);
  if (distance === 0) return { statistic, p: 1, method: "exact" };
  return n * m <= exactLimit
    ? { statistic, p: floorP(countPaths({ n, m, ends, distance })), method: "exact" }
    : {
        statistic,
        p: floorP(kolmogorovSf(statistic * Math.sqrt((n * m) / (n + m)))),
        method: "asymptotic",
      };
}

interface SortedSamples {
  /** For 0 to n + m values in order: whether the next one differs, so that a distance is looked at here. */
  readonly ends: readonly boolean[];
  /** The largest distance times n·m, which is whole. */
  readonly distance: number;
}

function compareSorted(left: readonly number[], right: readonly number[]): SortedSamples {
  const all = [
    ...left.map((value) => ({ value, step: right.length })),
    ...right.map((value) => ({ value, step: -left.length })),
  ].sort((one, other) => one.value - other.value);
  const ends = [true, ...all.map(({ value }, index) => value !== all[index + 1]?.value)];
  let height = 0;
  let distance = 0;
  for (const [index, { step }] of all.entries()) {
    height += step;
    if (ends[index + 1] === true) distance = Math.max(distance, Math.abs(height));
  }
  return { ends, distance };
}

/**
 * The share of all orders of n and m values that lie as far apart as `distance` at some end of a tie. Each is a path through a grid; the
 * chance that a path to (i, j) was too far is the mean of that of the two it comes from. Counted this way, and not by those that stay
 * near, a small share keeps its digits.
 */
function countPaths({ n, m, ends, distance }: SortedSamples & { n: number; m: number }): number {
  const isFar = (i: number, j: number) =>
    ends[i + j] === true && Math.abs(i * m - j * n) >= distance;
  const far = new Float64Array(m + 1);
  for (let i = 0; i <= n; i += 1) {
    for (let j = 0; j <= m; j += 1) far[j] = isFar(i, j) ? 1 : meanOfNeighbours(far, i, j);
  }
  return far[m] ?? 1;
}

/** In `far` stands, before j, what holds for i, and from j on what held for i − 1. */
function meanOfNeighbours(far: Float64Array, i: number, j: number): number {
  const fromLeft = j === 0 ? 0 : j * (far[j - 1] ?? 0);
  return i + j === 0 ? 0 : (i * (far[j] ?? 0) + fromLeft) / (i + j);
}

/** P(K > x) of Kolmogorov's distribution: 2 Σ (−1)^(k−1) e^(−2k²x²), and by its other series where that converges slowly. */
function kolmogorovSf(x: number): number {
  if (x < 1) {
    let sum = 0;
    for (let k = 1; k < 20; k += 2) sum += Math.exp(-((k * Math.PI) ** 2) / (8 * x * x));
    return 1 - (Math.sqrt(2 * Math.PI) / x) * sum;
  }
  let sum = 0;
  for (let k = 1; k < 20; k += 1) sum += (k % 2 === 1 ? 2 : -2) * Math.exp(-2 * (k * x) ** 2);
  return sum;
}
