import type { Verdict } from "@promptrail/core";
import type { Comparison } from "./compare/comparison.js";
import type { MustPassFailure } from "./find-must-pass-failures.js";
import type { FloorFigures } from "./floors.js";
import type { SideFigures } from "./side-figures.js";

export interface GateFigures {
  /** Cases of the dataset. */
  readonly total: number;
  /** Cases without a result, because the run was stopped. */
  readonly missing: number;
  /** Cases that an error on either side took out of the comparison. */
  readonly lost: number;
  /** Cases of which no eval says anything, on either side: no part of the comparison. */
  readonly notApplicable: number;
  /** Cases in which an eval applies to one side only; they are compared by the others, if there are any. */
  readonly oneSided: number;
  readonly repeats: number;
  readonly margin: number;
  readonly alpha: number;
  /** Null where fewer than two cases (or clusters) could be compared. */
  readonly comparison: Comparison | null;
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
  readonly figures: GateFigures;
}
