import type { Verdict } from "@promptrail/core";
import type { Comparison } from "./compare/comparison.js";
import type { MustPassFailure } from "./find-must-pass-failures.js";
import type { FloorFigures } from "./floors.js";
import type { SliceFigures } from "./harm/slices.js";
import type { SpendingFigures } from "./harm/spending.js";
import type { SideFigures } from "./side-figures.js";
import type { AlphaShares } from "./split-alpha.js";

export interface GateFigures {
  /** Cases of the dataset. */
  readonly total: number;
  /** Cases without a result, because the run was stopped. */
  readonly missing: number;
  /** Cases that an error on either side took out of the comparison. */
  readonly lost: number;
  /** Cases of which no eval says anything, on either side: no part of the comparison. */
  readonly notApplicable: number;
  /** Cases in which an eval applies to one side only, which is an error of the eval: no verdict. */
  readonly oneSided: number;
  readonly repeats: number;
  readonly margin: number;
  readonly alpha: number;
  /** How the gate spends it. */
  readonly alphaShares: AlphaShares;
  /** Null where fewer than two cases (or clusters) could be compared. */
  readonly comparison: Comparison | null;
  /** The protected slices; empty where the gate declares none. */
  readonly slices: readonly SliceFigures[];
  /** What the gate bounds of cost and duration; empty where it bounds nothing. */
  readonly spending: readonly SpendingFigures[];
  readonly mustPassFailures: readonly MustPassFailure[];
  /** How the candidate stands to the floors that the gate states. */
  readonly floors: readonly FloorFigures[];
  readonly candidate: SideFigures;
  readonly baseline: SideFigures;
}

/** What the gate says of a candidate. */
export interface GateVerdict {
  readonly verdict: Verdict;
  /** Why, in plain words: a line each; the deciding one first. */
  readonly reasons: readonly string[];
  /** True where nothing but errors of vendors stands between the run and a verdict: another run may decide. */
  readonly isIncomplete: boolean;
  readonly figures: GateFigures;
}
