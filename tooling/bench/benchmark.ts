/** Does one run of some work; gives its time in microseconds a unit of work. */
export type Timer = () => number | Promise<number>;

/** Two ways to do the same work; both are run in turn, on the same machine at the same time. */
export interface Comparison {
  /** What is measured, against which floor: `call against the raw SDK`. */
  readonly what: string;
  /** The ratio must stay at or below it; null where it is for orientation only. */
  readonly bound: number | null;
  readonly subject: Timer;
  readonly floor: Timer;
  /** How often each is run; odd, so that the median is one of the runs. */
  readonly runs: number;
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
  readonly bound: number | null;
  readonly holds: boolean;
  /** Medians, in microseconds a unit of work. */
  readonly subjectMicroseconds: number;
  readonly floorMicroseconds: number;
}
