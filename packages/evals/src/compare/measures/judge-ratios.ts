import { isSparse } from "../../statistics/means/sparse-interval.js";
import { mean, standardError } from "../../statistics/means/standard-error.js";
import { asymptoticMeanSequence } from "../../statistics/sequential/asymptotic-sequence.js";
import { sequentialMcnemar } from "../../statistics/sequential/sequential-mcnemar.js";
import type { DifferenceVerdict, MeasuredDifference } from "../version-comparison.js";
import { countSigns } from "./judge-shares.js";
import { type PairedValue, toUnits } from "./paired-values.js";
import { findSmallestEffect } from "./smallest-effect.js";

/** With fewer the central limit theorem is not to be trusted, and no interval is told. */
const fewestUnits = 100;
/** Where the interval is tightest. */
const tunedFor = 400;

interface JudgeRatiosSettings {
  /** Above 0 on both sides. */
  readonly values: readonly PairedValue[];
  readonly alpha: number;
  /** Null: neither is better. */
  readonly better: "lower" | null;
}

/**
 * The ratio b/a of a quantity, as a relative change: by the mean of the pairs' log ratios, with the asymptotic confidence
 * sequence. From 100 independent pairs on; where fewer than ten of these differ from the usual ratio, their spread tells nothing,
 * and the signs alone are judged, by the sequential McNemar test.
 */
export function judgeRatios({ values, alpha, better }: JudgeRatiosSettings): MeasuredDifference {
  const logs = values.map(({ a, b, cluster }) => ({ a: Math.log(a), b: Math.log(b), cluster }));
  const units = toUnits(logs);
  const ratios = units.b.map((value, index) => value - (units.a[index] ?? value));
  const n = ratios.length;
  const signs = countSigns(better === "lower" ? ratios.map((ratio) => -ratio) : ratios);
  const difference = n === 0 ? null : Math.expm1(mean(ratios));
  const known = { n: values.length, units: n, difference, ...signs };
  const nothing = { interval: null, p: null, smallestEffect: null };
  const words: Words = better === "lower" ? ["better", "worse"] : ["longer", "shorter"];
  if (n < fewestUnits) {
    return { ...known, ...nothing, method: "asymptotic", verdict: "too_few_pairs" };
  }
  if (isSparse(ratios, [])) {
    const { p } = sequentialMcnemar({ gained: signs.wins, lost: signs.losses });
    const verdict = toVerdict(p <= alpha ? signs.wins - signs.losses : 0, words);
    return { ...known, ...nothing, method: "sign", p, verdict };
  }
  const { lower, upper } = asymptoticMeanSequence({ values: ratios, alpha, tunedFor });
  const shown = lower > 0 ? 1 : upper < 0 ? -1 : 0;
  return {
    ...known,
    method: "asymptotic",
    interval: { lower: Math.expm1(lower), upper: Math.expm1(upper) },
    p: null,
    verdict: toVerdict(better === "lower" ? -shown : shown, words),
    smallestEffect: Math.expm1(findSmallestEffect({ lower, upper }, standardError(ratios))),
  };
}

/** For b's gain, and for its loss. */
type Words = readonly [DifferenceVerdict, DifferenceVerdict];

function toVerdict(gain: number, [won, lost]: Words): DifferenceVerdict {
  return gain > 0 ? won : gain < 0 ? lost : "no_difference_shown";
}
