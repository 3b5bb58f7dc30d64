import type { GateRule } from "@promptrail/core";

/** How a gate spends its alpha: the chance that an identical prompt fails by each of them. */
export interface AlphaShares {
  /** The mean score over all cases. */
  readonly primary: number;
  /** All protected slices together; 0 where none is declared. */
  readonly slices: number;
  /** Cost and duration together; 0 where neither is bounded. */
  readonly spending: number;
}

/** A quarter each for what the suite declares beside the mean score, which has all the rest. */
export function splitAlpha(gate: Omit<GateRule, "margin">): AlphaShares {
  const { alpha, protectedSlices = [], maxCostIncrease, maxDurationIncrease } = gate;
  const slices = protectedSlices.length === 0 ? 0 : alpha / 4;
  const isBounded = maxCostIncrease !== undefined || maxDurationIncrease !== undefined;
  const spending = isBounded ? alpha / 4 : 0;
  return { primary: alpha - slices - spending, slices, spending };
}

/**
 * Which of several p-values are shown with a chance of at most alpha that any of them is by luck: the smallest is held to
 * alpha/k, the next to alpha/(k − 1), until one is above (Holm 1979, Scandinavian Journal of Statistics 6:65).
 */
export function holmRejects(pValues: readonly number[], alpha: number): readonly boolean[] {
  const ascending = [...pValues.entries()].sort(([, left], [, right]) => left - right);
  const rejected = new Set<number>();
  for (const [rank, [index, p]] of ascending.entries()) {
    if (p > alpha / (pValues.length - rank)) break;
    rejected.add(index);
  }
  return pValues.map((_, index) => rejected.has(index));
}

/** The fewest units with which one of `tests` could be shown at all, where each unit tosses a fair coin. */
export function fewestUnits(alpha: number, tests: number): number {
  return Math.ceil(Math.log2(tests / alpha));
}
