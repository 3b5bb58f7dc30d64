import type { Dataset } from "./dataset.js";
import type { Eval } from "./eval.js";

/** The rule that turns an eval run into a verdict; stated before the run. */
export interface GateRule {
  /** How much worse the mean score may be and still count as no worse; 0 to 1. */
  readonly margin: number;
  /** The chance that an identical prompt fails; above 0 and below 0.5. */
  readonly alpha: number;
  /** A candidate whose pass rate is shown to lie below it fails, whatever the baseline's; 0 to 1. Absent or 0: no floor. */
  readonly minPassRate?: number;
  /** The same for the mean score, 0 to 1. Absent or 0: no floor. */
  readonly minScore?: number;
  /** Floors of single evals and of parts of the dataset. Absent: none. */
  readonly floors?: readonly GateFloor[];
  /**
   * Tags of the dataset that the candidate must not make worse, each looked at by itself. They take a quarter of alpha from
   * the comparison of all cases, divided among them by Holm's rule. Absent: none.
   */
  readonly protectedSlices?: readonly string[];
  /** How much more the median case may cost, as a share: 0.1 is 10 %. Absent: cost decides nothing. */
  readonly maxCostIncrease?: number;
  /** How much longer the median case may take, as a share. Absent: duration decides nothing. */
  readonly maxDurationIncrease?: number;
}

/** What a part of a candidate's results must reach: that of an eval, of the cases with a tag, or of both. */
interface GateFloor {
  /** An eval of the suite. Absent: all of them. */
  readonly eval?: string;
  /** A tag of the dataset. Absent: all cases. */
  readonly slice?: string;
  /** Share of the cases that pass, 0 to 1. */
  readonly minPassRate?: number;
  /** Mean score, 0 to 1. */
  readonly minScore?: number;
}

/** A family's dataset, evals and gate. Made by `defineSuite` of `@promptrail/evals`. */
export interface Suite<Family extends string = string> {
  /** The family that it judges. */
  readonly family: Family;
  /** Its cases. */
  readonly dataset: Dataset;
  /** At least one; their names differ. */
  readonly evals: readonly Eval[];
  /** How its runs are judged. */
  readonly gate: GateRule;
  /** How many answers a case gets. */
  readonly repeats: number;
  /** Covers the evals' names, versions, must-pass marks, weights and what they use, the gate and the repeats. */
  readonly suiteHash: string;
  /** Covers every case. Reads the whole dataset. */
  hashDataset(): Promise<string>;
}
