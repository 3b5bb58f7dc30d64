import { gaussLegendre } from "../distributions/gauss-legendre.js";

/** A value with how often it was seen. */
export interface CountedValue {
  readonly value: number;
  readonly count: number;
}

/** Values in any order as the distinct ones: few of them where scores are shares of checks. */
export function countValues(values: readonly number[]): readonly CountedValue[] {
  const counts = new Map<number, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].map(([value, count]) => ({ value, count }));
}

/**
 * ln of what a gambler owns who bet on each value against the claim that the values' mean is `mean`, having begun with 1:
 * half of it on "more", half on "less", each spread evenly over all bets that cannot lose more than everything:
 *
 * `½ ∫₀¹ Π ((1−u) + u·x/m) du + ½ ∫₀¹ Π ((1−v) + v·(1−x)/(1−m)) dv`
 *
 * Where every value's mean, given the earlier ones, is `mean`, this is a martingale, and P(it ever reaches 1/alpha) ≤ alpha
 * (Ville 1939): for any values in [0, 1], however they are distributed. It is convex in `mean`, at most 1 at the mean that
 * was seen, and the same for any order. Of pass or fail results, rescaled as (d+1)/2 and at ½, it is the e of `sequentialMcnemar`.
 *
 * Source: the hedged capital process of Waudby-Smith & Ramdas 2024 (arXiv 2010.09686, §4.2 and the diversified bets of
 * its appendix), whose mixture over all bets is Cover's universal portfolio (Orabona & Jun 2021, arXiv 2110.14099).
 *
 * @param values in [0, 1].
 * @param mean above 0 and below 1.
 */
export function logBettingCapital(values: readonly CountedValue[], mean: number): number {
  const more = values.map(({ value, count }) => ({ value: value / mean, count }));
  const less = values.map(({ value, count }) => ({ value: (1 - value) / (1 - mean), count }));
  const first = logMeanOverBets(more);
  const second = logMeanOverBets(less);
  const largest = Math.max(first, second);
  return largest + Math.log((Math.exp(first - largest) + Math.exp(second - largest)) / 2);
}

const nodes = gaussLegendre(32);
/** Beyond this fall from its highest point, as ln, what is left of the integral is below the last digit. */
const deepest = 38;

/** `ln ∫₀¹ exp f(u) du` with `f(u) = Σ count · ln(1 + u (r − 1))`, which is concave: one hill, so one piece on each side of its top. */
function logMeanOverBets(ratios: readonly CountedValue[]): number {
  const top = findTop(ratios);
  const height = logGrowth(ratios, top);
  const integrateTo = (end: number) => {
    const half = (end - top) / 2;
    let sum = 0;
    for (const { at, weight } of nodes) {
      sum += weight * Math.exp(logGrowth(ratios, top + half * (at + 1)) - height);
    }
    return Math.abs(half) * sum;
  };
  const below = findFoot(ratios, top, 0);
  const above = findFoot(ratios, top, 1);
  return height + Math.log(integrateTo(below) + integrateTo(above));
}

/** Where the hill has fallen so far that the rest counts for nothing, on the way to an end of [0, 1]; else that end. */
function findFoot(ratios: readonly CountedValue[], top: number, end: 0 | 1): number {
  const { slope, bend } = slopesAt(ratios, top);
  const floor = logGrowth(ratios, top) - deepest;
  let reach = 1 / Math.max(1, Math.abs(slope), Math.sqrt(bend));
  for (; reach < Math.abs(end - top); reach *= 2) {
    const foot = end === 1 ? top + reach : top - reach;
    if (logGrowth(ratios, foot) < floor) return foot;
  }
  return end;
}

function logGrowth(ratios: readonly CountedValue[], bet: number): number {
  let sum = 0;
  for (const { value, count } of ratios) sum += count * Math.log(1 + bet * (value - 1));
  return sum;
}

/** The first derivative of `logGrowth`, and minus the second. */
function slopesAt(ratios: readonly CountedValue[], bet: number) {
  let slope = 0;
  let bend = 0;
  for (const { value, count } of ratios) {
    const part = (value - 1) / (1 + bet * (value - 1));
    slope += count * part;
    bend += count * part * part;
  }
  return { slope, bend };
}

/** The bet that would have grown the most: Newton's steps, kept between two ends. */
function findTop(ratios: readonly CountedValue[]): number {
  let low = 0;
  let high = 1;
  if (slopesAt(ratios, 0).slope <= 0) return 0;
  if (slopesAt(ratios, 1).slope >= 0) return 1;
  let bet = 0.5;
  for (let round = 0; round < 60 && high - low > 1e-12; round += 1) {
    const { slope, bend } = slopesAt(ratios, bet);
    if (slope > 0) low = bet;
    else high = bet;
    const next = bet + slope / bend;
    const moved = next > low && next < high ? next : (low + high) / 2;
    if (Math.abs(moved - bet) < 1e-9) return moved;
    bet = moved;
  }
  return bet;
}
