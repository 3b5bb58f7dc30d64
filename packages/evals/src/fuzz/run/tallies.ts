import type { Relation } from "../../relations/relation.js";
import type { Tried } from "./find-suspects.js";

/** What came of a relation, or of the inputs alone, so far. */
export interface Tally {
  /** Null: that inputs which the schema made pass the must-pass evals. */
  readonly tried: Relation | null;
  /** Different inputs that were tried to the end. */
  inputs: number;
  /** Inputs that have nothing to change. */
  absent: number;
  /** Inputs whose answers are missing or were not judged. */
  lost: number;
  /** Inputs whose failure was not there when it was asked again. */
  slips: number;
  /** Inputs whose answers neither confirmed a failure nor refuted it. */
  undecided: number;
  isFound: boolean;
}

/** So many inputs without a field to change, and there will be none. */
const mostAbsent = 100;
/** So many inputs without an outcome, and more than those with one: others would be asked, and paid for, in vain. */
const mostWithout = 20;

export class Tallies {
  readonly all: readonly Tally[];
  readonly #wanted: number;

  constructor(tried: readonly (Relation | null)[], wanted: number) {
    const none = { inputs: 0, absent: 0, lost: 0, slips: 0, undecided: 0, isFound: false };
    this.all = tried.map((each) => ({ tried: each, ...none }));
    this.#wanted = wanted;
  }

  /**
   * Those that need more inputs.
   *
   * @param underway how many inputs are asked for already.
   */
  listOpen(underway: number): readonly Tally[] {
    return this.all.filter(
      (tally) => !tally.isFound && tally.inputs + underway < this.#wanted && !isGivenUp(tally),
    );
  }

  of(tried: Relation | null): Tally {
    const found = this.all.find((each) => each.tried === tried);
    if (found === undefined) throw new TypeError("It was never tried.");
    return found;
  }

  count({ tried, result }: Tried): void {
    const tally = this.of(tried);
    if (result === "held") tally.inputs += 1;
    else if (result === "absent") tally.absent += 1;
    else if (result === "lost") tally.lost += 1;
  }

  /** How far the run is, as inputs of all relations together. */
  get progress(): { readonly done: number; readonly total: number } {
    const counted = this.all.filter(({ inputs, absent }) => inputs > 0 || absent < mostAbsent);
    const done = counted.reduce(
      (sum, { inputs, isFound }) => sum + (isFound ? this.#wanted : Math.min(inputs, this.#wanted)),
      0,
    );
    return { done, total: counted.length * this.#wanted };
  }
}

/** Whether more inputs would bring nothing: none can be changed, or most have no answer or no clear one. */
function isGivenUp({ inputs, absent, lost, undecided }: Tally): boolean {
  const without = lost + undecided;
  return (inputs === 0 && absent >= mostAbsent) || (without >= mostWithout && without > inputs);
}
