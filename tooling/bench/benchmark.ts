/** Two ways to do the same work; both are run in turn, in the same process. */
export interface Comparison {
  /** What is measured, against which floor: `call against the raw SDK`. */
  readonly what: string;
  /** The ratio must stay at or below it. */
  readonly bound: number;
  /** Does one unit of work. */
  readonly subject: () => Promise<void>;
  readonly floor: () => Promise<void>;
  /** Units of work a run. */
  readonly unitsPerRun: number;
}

export interface Benchmark {
  readonly name: string;
  /** Prepares the comparisons; `close` ends what they needed. */
  readonly prepare: () => Promise<{
    readonly comparisons: readonly Comparison[];
    readonly close: () => Promise<void>;
  }>;
}

export interface Ratio {
  readonly what: string;
  /** The median of the runs' ratios. */
  readonly value: number;
  readonly bound: number;
  readonly holds: boolean;
  /** Medians, in microseconds a unit of work. */
  readonly subjectMicroseconds: number;
  readonly floorMicroseconds: number;
}
