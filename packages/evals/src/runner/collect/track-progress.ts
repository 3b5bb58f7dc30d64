import { addAmount, emptySum } from "../../statistics/means/sum-amounts.js";
import type { Trial } from "../case-result.js";
import { isErrored, isNotApplicable, isPassed } from "../case-result.js";

interface Sides {
  /** The side whose passes are counted comes first. */
  readonly sides: readonly (readonly Trial[])[];
}

/** Counts finished cases. Those whose answers are kept took their time in an earlier run, so they do not set the pace. */
export function trackProgress(total: number) {
  const startedAt = performance.now();
  const counts = { done: 0, resumed: 0, passed: 0, failed: 0, errored: 0, notApplicable: 0 };
  let spent = emptySum;
  const add = ({ sides }: Sides, by: 1 | -1): void => {
    counts.done += by;
    if (sides.flat().every(({ keptAt }) => keptAt !== undefined)) counts.resumed += by;
    const counted = sides[0] ?? [];
    if (sides.some(isErrored)) counts.errored += by;
    else if (isNotApplicable(counted)) counts.notApplicable += by;
    else if (isPassed(counted)) counts.passed += by;
    else counts.failed += by;
  };
  return {
    count({ sides }: Sides): void {
      add({ sides }, 1);
      for (const { cost, keptAt } of sides.flat()) {
        if (keptAt === undefined) spent = addAmount(spent, cost);
      }
    },
    /** A case that is asked for again. What it cost stays spent. */
    discount(each: Sides): void {
      add(each, -1);
    },
    read(): Progress {
      const { resumed, ...shown } = counts;
      const elapsedMs = performance.now() - startedAt;
      const fresh = counts.done - resumed;
      const etaMs = fresh === 0 ? null : (elapsedMs / fresh) * (total - counts.done);
      const perSecond = fresh === 0 ? null : (1_000 * fresh) / elapsedMs;
      const { total: cost, atLeast: costAtLeast } = spent;
      return { ...shown, total, cost, costAtLeast, elapsedMs, perSecond, etaMs };
    },
  };
}

/** How far a run is. */
export interface Progress {
  /** Cases finished, those of an earlier run included. */
  readonly done: number;
  readonly total: number;
  /** Cases whose every answer passed; of the candidate, where two versions run. */
  readonly passed: number;
  readonly failed: number;
  /** Cases without a result on one side or the other. */
  readonly errored: number;
  /** Cases of which no eval says anything; of the candidate, where two versions run. */
  readonly notApplicable: number;
  /** US dollars so far of the answers that the run asked for, of both versions where two run; null once an answer's cost is unknown. */
  readonly cost: number | null;
  /** US dollars so far of the answers whose cost is known. */
  readonly costAtLeast: number;
  readonly elapsedMs: number;
  /** Cases asked for a second; null until the first is finished. */
  readonly perSecond: number | null;
  /** By the pace so far; null until the first case is finished. */
  readonly etaMs: number | null;
}
