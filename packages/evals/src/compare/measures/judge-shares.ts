import { mean, standardError } from "../../statistics/means/standard-error.js";
import {
  pairedDifferenceP,
  pairedDifferenceSequence,
} from "../../statistics/sequential/paired-difference-sequence.js";
import type { MeasuredDifference } from "../version-comparison.js";
import { type PairedUnits, type PairedValue, toUnits } from "./paired-values.js";
import { findSmallestEffect } from "./smallest-effect.js";

/**
 * The difference of two shares, rates or mean scores from 0 to 1, of which the higher one is better. Interval and p are those of
 * `pairedDifferenceSequence`: for pass or fail results its p is that of the sequential McNemar test.
 */
export function judgeShares(values: readonly PairedValue[], alpha: number): MeasuredDifference {
  const units = toUnits(values);
  const differences = toDifferences(units);
  const n = differences.length;
  const known = { n: values.length, units: n, ...countSigns(differences) };
  const method = isBinary(units) ? "mcnemar" : "betting";
  const nothing = { interval: null, p: null, smallestEffect: null };
  if (n === 0) {
    return { ...known, ...nothing, method, difference: null, verdict: "too_few_pairs" };
  }
  const difference = mean(differences);
  const interval = pairedDifferenceSequence({ differences, alpha });
  const p = pairedDifferenceP(differences);
  const error = n < 2 ? 0 : standardError(differences);
  const verdict = p > alpha ? "no_difference_shown" : difference > 0 ? "better" : "worse";
  const isEnough = canShow(n, alpha);
  return {
    ...known,
    method,
    difference,
    interval,
    p,
    verdict: isEnough ? verdict : "too_few_pairs",
    smallestEffect: isEnough ? Math.min(1, findSmallestEffect(interval, error)) : null,
  };
}

/** Whether n pairs that all gain everything would be enough: their e is 2^n/(n+1). */
function canShow(n: number, alpha: number): boolean {
  return n * Math.LN2 - Math.log(n + 1) >= -Math.log(alpha);
}

function toDifferences({ a, b }: PairedUnits): readonly number[] {
  return b.map((value, index) => Math.max(-1, Math.min(1, value - (a[index] ?? value))));
}

function isBinary({ a, b, isClustered }: PairedUnits): boolean {
  return !isClustered && [...a, ...b].every((value) => value === 0 || value === 1);
}

/** Differences of which a positive one is a win. */
export function countSigns(differences: readonly number[]) {
  const wins = differences.filter((difference) => difference > 0).length;
  const losses = differences.filter((difference) => difference < 0).length;
  return { wins, losses, ties: differences.length - wins - losses };
}
