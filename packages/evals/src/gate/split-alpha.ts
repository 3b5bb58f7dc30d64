import type { GateRule } from "@promptrail/core";
import { holm } from "../statistics/multiplicity/adjust-p.js";

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

/** Marks each of several figures whose harm is shown, with a chance of at most alpha that any of them is by luck. */
export function markWorse<Figures extends { readonly harmP: number }>(
  figures: readonly Figures[],
  alpha: number,
): readonly (Figures & { readonly isWorse: boolean })[] {
  const adjusted = holm(figures.map(({ harmP }) => harmP));
  return figures.map((each, at) => ({ ...each, isWorse: (adjusted[at] ?? 1) <= alpha }));
}

/** The fewest units with which one of `tests` could be shown at all, where each unit tosses a fair coin. */
export function fewestUnits(alpha: number, tests: number): number {
  return Math.ceil(Math.log2(tests / alpha));
}
