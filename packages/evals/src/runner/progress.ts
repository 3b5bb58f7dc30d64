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
  /** US dollars so far, of both versions where two run; null once an answer's cost is unknown. */
  readonly cost: number | null;
  /** US dollars so far of the answers whose cost is known. */
  readonly costAtLeast: number;
  readonly elapsedMs: number;
  /** By the pace so far; null until the first case is finished. */
  readonly etaMs: number | null;
}
