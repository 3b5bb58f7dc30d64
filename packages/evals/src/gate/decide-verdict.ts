import type { GateRule, Verdict } from "@promptrail/core";
import type { Comparison } from "./compare/comparison.js";
import { formatDistance, formatPercent, formatPoints } from "./format-figures.js";

export interface DecidedVerdict {
  readonly verdict: Verdict;
  readonly reasons: readonly string[];
}

/**
 * The verdict on harm and the primary metric. Fail: harm is shown, on the mean score by the exact test, or by one of `harms`;
 * also where it is smaller than the margin, so that a shown loss never passes. Pass: no harm, and the interval lies above
 * −margin.
 */
export function decideVerdict(
  comparison: Comparison,
  gate: GateRule,
  harms: readonly string[] = [],
): DecidedVerdict {
  const { interval, harmP, difference, isWorse } = comparison;
  const seen = describeSeen(comparison, gate);
  const isWithin = interval.lower > -gate.margin;
  if (isWorse || harms.length > 0) {
    const within = `The mean score is no worse within ${formatDistance(gate.margin)}: ${seen}.`;
    const small = "The loss is smaller than the margin, but it is shown, and no shown loss passes.";
    return {
      verdict: "fail",
      reasons: [
        ...(isWorse ? [`Worse than the baseline: ${seen}.`, ...(isWithin ? [small] : [])] : []),
        ...harms,
        ...(isWorse || !isWithin ? [] : [within]),
        // The power here would be that of pairs as different as these: no figure for an identical prompt.
        describeDrop(comparison),
      ],
    };
  }
  if (isWithin) {
    return {
      verdict: "pass",
      reasons: [
        `No worse than the baseline within ${formatDistance(gate.margin)}: ${seen}.`,
        describePower(comparison, gate),
      ],
    };
  }
  const needed = Math.max(comparison.casesNeeded, comparison.n + 1);
  const direction =
    difference < 0
      ? "Not decided whether it is worse than the baseline by more than"
      : "Not shown to be no worse than the baseline by more than";
  return {
    verdict: "inconclusive",
    reasons: [
      `${direction} ${formatDistance(gate.margin)}: ${seen}. With about ${needed.toLocaleString("en-US")} cases, four runs in five would decide it; this run had ${comparison.n}${describeMargin(comparison)}.`,
      ...(interval.upper < 0
        ? [
            `The interval is below 0, but by the exact test (p = ${harmP.toFixed(3)}) an identical prompt could give the same result.`,
          ]
        : []),
      describePower(comparison, gate),
    ],
  };
}

/** Beside the number of cases, which costs money, what it takes without more of them. */
function describeMargin({ decidingMargin, n }: Comparison): string {
  if (decidingMargin >= 1) return "";
  // Rounded up: the margin that is printed has to be enough.
  const enough = Math.ceil(decidingMargin * 1_000) / 1_000;
  return `, and ${n} are enough for a margin of ${formatDistance(enough)}`;
}

function describeSeen({ difference, interval, n, units }: Comparison, gate: GateRule): string {
  const confidence = formatPercent(1 - 2 * gate.alpha).replace(".0 %", " %");
  const base =
    units === n ? `${n} pairs` : `${n} pairs in ${units} ${units === 1 ? "cluster" : "clusters"}`;
  return `${formatPoints(difference)}, ${confidence} interval ${formatPoints(interval.lower)} to ${formatPoints(interval.upper)}, ${base}`;
}

function describePower(comparison: Comparison, gate: GateRule): string {
  const passes = `passes ${formatPercent(comparison.power)}`;
  return `With these cases an identical prompt fails at most ${formatPercent(gate.alpha)} of the time and ${passes}. ${describeDrop(comparison)}`;
}

/** The smallest drop that would have failed. */
function describeDrop({ smallestCatchableDrop, harmAlpha }: Comparison): string {
  return smallestCatchableDrop >= 1
    ? `No drop would fail four times in five with so few cases (alpha ${formatPercent(harmAlpha)}).`
    : `The smallest drop that fails four times in five is ${formatDistance(smallestCatchableDrop)} (alpha ${formatPercent(harmAlpha)}).`;
}
