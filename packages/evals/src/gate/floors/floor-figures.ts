import type { EstimatedFigure } from "../side-figures.js";

/**
 * `missed`: the whole interval lies below the minimum, and the version fails. `kept`: it lies above. `open`: the
 * minimum lies within it. `unknown`: so, too, but the figure is 0 and the cases are too few: this is no pass.
 */
export type FloorStand = "missed" | "unknown" | "open" | "kept";

/** One floor of a gate, and how a version stands to it. */
export interface FloorFigures {
  readonly floor: "minPassRate" | "minScore";
  /** What the gate asks for, 0 to 1. */
  readonly minimum: number;
  /** The version's pass rate or mean score, with its 95 % Wilson interval. */
  readonly figure: EstimatedFigure;
  /** Cases with a score. */
  readonly cases: number;
  readonly stand: FloorStand;
}
