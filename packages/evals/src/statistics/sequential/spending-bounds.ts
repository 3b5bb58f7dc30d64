import { findRoot } from "../distributions/find-root.js";
import { gaussLegendre } from "../distributions/gauss-legendre.js";
import { normalCdf, normalDensity, normalQuantile } from "../distributions/normal-distribution.js";
import { requireNumber } from "../inputs/require-number.js";
import { requireNumbers } from "../inputs/require-numbers.js";
import { requireAlpha } from "./require-alpha.js";

export interface SpendingSettings {
  /** How much of the planned information each look has: ascending, above 0, at most 1. [0.2, 0.4, 0.6, 0.8, 1]. */
  readonly fractions: readonly number[];
  /** One-sided, below 0.5: of all looks together, when the last one is at 1. */
  readonly alpha: number;
  /** `obrien-fleming` keeps nearly all of it for the end; `pocock` spends it evenly. */
  readonly shape: "obrien-fleming" | "pocock";
}

export interface SpendingLook {
  readonly fraction: number;
  /** Of alpha, by the end of this look. */
  readonly spent: number;
  /** The z from which this look stops; null where so little may be spent that no z tells it. */
  readonly bound: number | null;
  /** One-sided p that belongs to the bound; null with it. */
  readonly nominalP: number | null;
}

/** A point between the bounds, and what chance the statistic has to be there and to have gone on so far. */
interface Node {
  readonly at: number;
  readonly mass: number;
}

/** Less than this a look does not spend: its bound would lie beyond 8 standard deviations. */
const leastSpent = 1e-15;
/** Further from 0, in standard deviations, the statistic does not come. */
const furthest = 9;
const nodesEach = 20;

/**
 * The bounds of a group-sequential test by an error-spending function: upper ones, for the standardised sum at each look. Looks need not be
 * equally far apart or known beforehand. At five equal looks and .025 one-sided: 4.877, 3.357, 2.680, 2.290, 2.031 (O'Brien–Fleming),
 * 2.438, 2.427, 2.410, 2.397, 2.386 (Pocock). For a lower bound turn the sign; of two-sided tests give half of alpha.
 * The spent alpha is `2 − 2Φ(z_{alpha/2}/√t)` or `alpha·ln(1 + (e − 1)t)`.
 *
 * Source: Lan & DeMets 1983, Biometrika 70:659; the recursion of Armitage, McPherson & Rowe 1969, JRSS A 132:235, on Gauss–Legendre nodes.
 * As R's `ldbounds`.
 *
 * @throws RangeError without looks, for fractions that do not ascend or leave (0, 1], and an alpha that is not between 0 and 0.5.
 */
export function spendingBounds(settings: SpendingSettings): readonly SpendingLook[] {
  const { fractions, alpha, shape } = settings;
  requireAlpha(alpha);
  requireNumber({ by: "spendingBounds", name: "alpha", value: alpha, below: 0.5 });
  requireFractions(fractions);
  const deviations = fractions.map((fraction, index) =>
    Math.sqrt(fraction - (fractions[index - 1] ?? 0)),
  );
  let before: readonly Node[] = [{ at: 0, mass: 1 }];
  let spent = 0;
  return fractions.map((fraction, index) => {
    const target = spend(shape, alpha, fraction);
    const deviation = deviations[index] ?? 1;
    const step = { before, deviation };
    const end = findEnd(step, target - spent);
    const width = 2 * Math.min(deviation, deviations[index + 1] ?? 0);
    const least = -furthest * Math.sqrt(fraction);
    // After the last look nothing goes on.
    if (width > 0) before = goOn(step, { from: least, to: end ?? -least, width });
    if (end === null) return { fraction, spent, bound: null, nominalP: null };
    spent = target;
    const bound = end / Math.sqrt(fraction);
    return { fraction, spent, bound, nominalP: normalCdf(-bound) };
  });
}

interface Step {
  readonly before: readonly Node[];
  /** Of what is added until this look. */
  readonly deviation: number;
}

/** The value that is passed with the chance that may be spent; null where that is too little. */
function findEnd({ before, deviation }: Step, chance: number): number | null {
  if (chance < leastSpent) return null;
  const beyond = (end: number) =>
    before.reduce((total, { at, mass }) => total + mass * normalCdf((at - end) / deviation), 0);
  return findRoot({
    from: -furthest,
    to: furthest,
    at: (end) => Math.log(Math.max(beyond(end), Number.MIN_VALUE) / chance),
    tolerance: 1e-12,
  });
}

interface Range {
  readonly from: number;
  readonly to: number;
  /** Of a piece: no wider than what is added at this look and at the next, or so few nodes are not smooth enough. */
  readonly width: number;
}

/** Where the statistic may be after this look if it stayed below the end. */
function goOn({ before, deviation }: Step, { from, to, width }: Range): readonly Node[] {
  const pieces = Math.max(4, Math.ceil((to - from) / width));
  const half = (to - from) / (2 * pieces);
  const nodes = gaussLegendre(nodesEach);
  return Array.from({ length: pieces }, (_, piece) => from + (2 * piece + 1) * half).flatMap(
    (centre) =>
      nodes.map(({ at: place, weight }) => {
        const at = centre + place * half;
        const density = before.reduce(
          (total, node) => total + node.mass * normalDensity((at - node.at) / deviation),
          0,
        );
        return { at, mass: (density / deviation) * weight * half };
      }),
  );
}

function spend(shape: SpendingSettings["shape"], alpha: number, fraction: number): number {
  return shape === "pocock"
    ? alpha * Math.log1p((Math.E - 1) * fraction)
    : 2 * normalCdf(normalQuantile(alpha / 2) / Math.sqrt(fraction));
}

function requireFractions(fractions: readonly number[]): void {
  const by = "spendingBounds";
  requireNumbers({ by, name: "fractions", values: fractions, count: 1, above: 0, most: 1 });
  for (const [index, fraction] of fractions.entries()) {
    const name = `fractions[${index}]`;
    requireNumber({ by, name, value: fraction, above: fractions[index - 1] });
  }
}
