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
  /**
   * Compares this percentile of the subject's runs with the floor's, 0 to 1: `0.99`.
   * Without it the ratio is the median of the runs' own ratios.
   */
  readonly percentile?: number;
}

/** Something that has a bound of its own, whatever the machine does besides. */
export interface Limit {
  readonly what: string;
  readonly unit: "microseconds" | "bytes" | "percent";
  /** The value must stay at or below it; null where it is for orientation only. */
  readonly bound: number | null;
  /** One run, in the unit. */
  readonly subject: Timer;
  readonly runs: number;
  /** Which percentile of the runs is the value, 0 to 1. Default: the median. */
  readonly percentile?: number;
}

export interface Benchmark {
  readonly name: string;
  /** Prepares what is measured; `close` ends what it needed. */
  readonly prepare: () => Promise<{
    readonly comparisons: readonly Comparison[];
    readonly limits?: readonly Limit[];
    /** What is not measured this time, and how it would be: `against X: --y runs it`. */
    readonly skipped?: readonly string[];
    readonly close: () => Promise<void>;
  }>;
}

export interface Ratio {
  readonly what: string;
  /** The median of the runs' ratios, or the ratio of the percentiles. */
  readonly value: number;
  readonly bound: number | null;
  readonly holds: boolean;
  /** Medians, or the percentiles that are compared, in microseconds a unit of work. */
  readonly subjectMicroseconds: number;
  readonly floorMicroseconds: number;
}

export interface Measurement {
  readonly what: string;
  readonly unit: Limit["unit"];
  readonly value: number;
  readonly bound: number | null;
  readonly holds: boolean;
}

export interface BenchmarkReport {
  readonly ratios: readonly Ratio[];
  readonly measurements: readonly Measurement[];
  readonly skipped: readonly string[];
}
