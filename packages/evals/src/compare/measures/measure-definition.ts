import type { JudgedPair } from "../judge-pairs.js";
import type { Measure } from "../version-comparison.js";

/** A number of each side. */
export interface SideNumbers {
  readonly a: number;
  readonly b: number;
}

/** What a measure reads of a pair. */
export interface MeasureDefinition extends Pick<Measure, "name" | "scale" | "unit"> {
  readonly better: "higher" | "lower" | null;
  /** Null where the pair has no value on a side. */
  readonly read: (pair: JudgedPair) => SideNumbers | null;
}
