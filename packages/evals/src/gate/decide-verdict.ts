import type { GateRule, Verdict } from "@promptrail/core";
import type { Comparison } from "./compare/comparison.js";
import { formatDistance, formatPercent, formatPoints } from "./format-figures.js";

export interface DecidedVerdict {
  readonly verdict: Verdict;
  readonly reasons: readonly string[];
}

/**
 * The verdict on the primary metric. Pass: the interval lies above −margin. Fail: it lies below 0 and the exact
 * test agrees, so that an identical prompt fails at most at alpha. A candidate that is worse, but by less than the
 * margin, passes: that is what the margin says.
 */
export function decideVerdict(comparison: Comparison, gate: GateRule): DecidedVerdict {
  const { interval, harmP, difference } = comparison;
  const seen = describeSeen(comparison, gate);
  const isBelowZero = interval.upper < 0 && harmP <= gate.alpha;
  if (interval.lower > -gate.margin) {
    return {
      verdict: "pass",
      reasons: [
        `No worse than the baseline within ${formatDistance(gate.margin)}: ${seen}.`,
        ...(isBelowZero ? ["It is worse, but by less than the margin allows."] : []),
        describePower(comparison, gate),
      ],
    };
  }
  if (isBelowZero) {
    // The power here would be that of pairs as different as these: no figure for an identical prompt.
    return { verdict: "fail", reasons: [`Worse than the baseline: ${seen}.`] };
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
  const base = units === n ? `${n} pairs` : `${n} pairs in ${units} clusters`;
  return `${formatPoints(difference)}, ${confidence} interval ${formatPoints(interval.lower)} to ${formatPoints(interval.upper)}, ${base}`;
}

function describePower({ smallestCatchableDrop, power }: Comparison, gate: GateRule): string {
  return `With these cases an identical prompt fails at most ${formatPercent(gate.alpha)} of the time and passes ${formatPercent(power)}; the smallest drop they would show is ${formatDistance(smallestCatchableDrop)}.`;
}
