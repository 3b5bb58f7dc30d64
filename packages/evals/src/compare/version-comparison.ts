import type { Interval } from "../statistics/means/interval.js";
import type { LostRuns } from "./compared-pair.js";

/**
 * What is said of a difference. `better` and `worse` are about b. `longer` and `shorter` are the words for a measure of
 * which neither is better. `too_few_pairs`: even the largest difference could not have been shown.
 */
export type DifferenceVerdict =
  | "better"
  | "worse"
  | "longer"
  | "shorter"
  | "no_difference_shown"
  | "too_few_pairs";

/**
 * By what a difference was judged. `mcnemar`: pass or fail, by the sequential McNemar test. `betting`: scores, or
 * clusters, by the betting sequence. `asymptotic`: log ratios. `sign`: log ratios of which nearly all are equal, by the
 * sequential McNemar test of their signs, without an interval.
 */
export type DifferenceMethod = "mcnemar" | "betting" | "asymptotic" | "sign";

/** A difference with all that is known of it. */
export interface MeasuredDifference {
  /** Pairs that have a value on both sides. */
  readonly n: number;
  /** Independent ones: clusters, where pairs share one, else pairs. All that follows counts these. */
  readonly units: number;
  /** b − a for shares, from −1 to 1; b/a − 1 of the geometric means for ratios. Null without pairs. */
  readonly difference: number | null;
  /** Valid at every look, at 1 − alpha. Null where the method has none, or there are too few pairs. */
  readonly interval: Interval | null;
  readonly method: DifferenceMethod;
  /** Valid at every look, too; null where the method has none. */
  readonly p: number | null;
  readonly verdict: DifferenceVerdict;
  /** Where b has the better value; for a measure of which neither is better, the higher one. */
  readonly wins: number;
  readonly losses: number;
  readonly ties: number;
  /** A true difference of this size, as an amount, would have been shown by about four such looks in five; null: by none. */
  readonly smallestEffect: number | null;
}

export interface SideValue extends Partial<Interval> {
  /** A share, or the geometric mean of a quantity. */
  readonly value: number;
}

/** One way in which the versions were compared. */
export interface Measure extends MeasuredDifference {
  /** `pass_rate`, `pass_rate: max_words(10)`, `latency`; unique in its comparison. */
  readonly name: string;
  /** Shares are compared by their difference, quantities by their ratio. */
  readonly scale: "share" | "ratio";
  readonly unit: "share" | "characters" | "ms" | "tokens" | "usd";
  /** Null: neither is better. */
  readonly better: "higher" | "lower" | null;
  /** Compared pairs that have no value on a side. */
  readonly missing: number;
  /** With a sequence's interval where it is a share. Null without pairs. */
  readonly a: SideValue | null;
  readonly b: SideValue | null;
  /**
   * The same without the pairs in which the vendor of b failed, which score 0 otherwise. Null where there are none, and for
   * ratios, which need two answers.
   */
  readonly withoutVendorFailures: MeasuredDifference | null;
}

/** What one version made of a pair that is shown. */
export interface ShownSide {
  /** The outcome, else the kind of failure: `ok`, `refused`, `overloaded`. */
  readonly ended: string;
  /** 0 to 1, by the evals that judged both sides; null where none did. */
  readonly score: number | null;
  /** Cut after 1,000 characters. Null where it is not kept. */
  readonly text: string | null;
}

/** An eval that one side passes and the other does not. */
export interface DifferingReason {
  readonly eval: string;
  /** Which one does not. */
  readonly side: "a" | "b";
  /** What the eval says of it; cut after 1,000 characters. */
  readonly reason: string;
}

/** A pair whose answers differ. */
export interface DifferingPair {
  readonly id: string;
  readonly a: ShownSide;
  readonly b: ShownSide;
  readonly reasons: readonly DifferingReason[];
  /** How much the words of the texts differ: 0 for the same words, 1 for none in common. Null where one is not kept. */
  readonly textDifference: number | null;
}

/** Pairs that were left out, by the side that did it and why: `fallback`, or the kind of failure. A pair is counted once, for a first. */
export interface ExcludedPairs {
  readonly a: Readonly<Record<string, number>>;
  readonly b: Readonly<Record<string, number>>;
}

/** Two versions of a family, compared on pairs. */
export interface VersionComparison {
  readonly family: string;
  /** The version that b is compared with. */
  readonly a: number;
  /** The candidate. */
  readonly b: number;
  readonly source: "shadow" | "dataset";
  /** Of each interval, not of all together. */
  readonly alpha: number;
  /** All that were given. */
  readonly given: number;
  /** Those that were compared. */
  readonly compared: number;
  readonly excluded: ExcludedPairs;
  /** Compared pairs of which a side's answer is not kept: no eval judges them, and their length is not known. */
  readonly withoutText: number;
  /** Shadow runs that left no pair; null where there are no shadow runs. */
  readonly lost: LostRuns | null;
  /** Failures of b in pairs that were compared, and score 0: by their kinds. */
  readonly failures: Readonly<Record<string, number>>;
  readonly measures: readonly Measure[];
  readonly evals: readonly ComparedEval[];
  /** Those that differ most, the first of them. */
  readonly examples: readonly DifferingPair[];
}

/** How an eval of the suite took part. */
export interface ComparedEval {
  readonly name: string;
  /** Pairs that it judged on both sides. */
  readonly judged: number;
  /** Pairs that it left out, because what a side answered is not kept. */
  readonly withoutText: number;
  /** Pairs that it left out, because it needs a ground truth and they have none. */
  readonly withoutGroundTruth: number;
  /** Pairs to which it does not apply. */
  readonly notApplicable: number;
  /** Pairs of which it applies to one side only: left out, too. */
  readonly oneSided: number;
  /** Pairs that it could not judge. */
  readonly errors: number;
  /** What the first of these errors says; null where there is none. */
  readonly firstError: string | null;
}
