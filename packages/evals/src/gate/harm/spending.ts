import type { GateRule } from "@promptrail/core";
import { isErrored, type PairedCaseResult, type Trial } from "../../runner/case-result.js";
import { binomialCdf } from "../../statistics/distributions/binomial.js";
import { quantile } from "../../statistics/means/quantile.js";
import { sumAmounts } from "../../statistics/means/sum-amounts.js";
import { findQuantileRanks } from "../../statistics/quantiles/quantile-interval.js";
import { formatPercent } from "../format-figures.js";
import { fewestUnits, markWorse, splitAlpha } from "../split-alpha.js";

/** How much more a candidate spends than its baseline on the median case (or cluster). */
export interface SpendingFigures {
  readonly measure: "cost" | "duration";
  /** Cases (or clusters) of which it is known on both sides. */
  readonly units: number;
  /** Cases of which it is not known. */
  readonly unknown: number;
  /** Candidate divided by baseline; null where nothing is known, or the baseline spends nothing. */
  readonly medianRatio: number | null;
  /** By order statistics, each end one-sided at the share of alpha; null: the cases bound nothing. */
  readonly lower: number | null;
  readonly upper: number | null;
  /** The ratio that the gate allows. */
  readonly limit: number;
  /** Of the sign test against a median at the limit; not yet corrected for two measures. */
  readonly harmP: number;
  /** Whether the median is shown to lie above the limit. */
  readonly isWorse: boolean;
}

/** More unknown cases than this, and the rest does not stand for the dataset. */
const maxUnknownShare = 0.05;

/** What the gate bounds of cost and duration. */
export function findSpending(
  results: readonly PairedCaseResult[],
  gate: GateRule,
): readonly SpendingFigures[] {
  const { maxCostIncrease, maxDurationIncrease } = gate;
  const alpha = splitAlpha(gate).spending;
  const bounds = [
    { measure: "cost", most: maxCostIncrease, read: ({ cost }: Trial) => cost },
    { measure: "duration", most: maxDurationIncrease, read: (trial: Trial) => trial.durationMs },
  ] as const;
  const found = bounds.flatMap(({ measure, most, read }) =>
    most === undefined
      ? []
      : [{ measure, ...compareSpending({ results, read, limit: 1 + most, alpha }) }],
  );
  return markWorse(found, alpha);
}

interface CompareSpendingSettings {
  readonly results: readonly PairedCaseResult[];
  readonly read: (trial: Trial) => number | null;
  readonly limit: number;
  readonly alpha: number;
}

function compareSpending({ results, read, limit, alpha }: CompareSpendingSettings) {
  const answered = results.filter(
    ({ candidate, baseline }) => !isErrored(candidate) && !isErrored(baseline),
  );
  const units = new Map<string, { candidate: number; baseline: number }>();
  let unknown = 0;
  for (const { id, cluster, candidate, baseline } of answered) {
    const spent = { candidate: sumOf(candidate, read), baseline: sumOf(baseline, read) };
    if (spent.candidate === null || spent.baseline === null) {
      unknown += 1;
      continue;
    }
    const unit = JSON.stringify(cluster === null ? [id] : [null, cluster]);
    const sofar = units.get(unit) ?? { candidate: 0, baseline: 0 };
    units.set(unit, {
      candidate: sofar.candidate + spent.candidate,
      baseline: sofar.baseline + spent.baseline,
    });
  }
  const sums = [...units.values()];
  const above = sums.filter(({ candidate, baseline }) => candidate > limit * baseline).length;
  return {
    units: sums.length,
    unknown,
    ...toInterval(sums.map(toRatio), alpha),
    limit,
    // P(Bin(n, ½) ≥ above): where the median is at most the limit, each unit lies above it with at most this chance.
    harmP: above === 0 ? 1 : binomialCdf(sums.length - above, sums.length, 0.5),
  };
}

/** Null where a part of it is unknown. */
function sumOf(trials: readonly Trial[], read: (trial: Trial) => number | null): number | null {
  return sumAmounts(trials.map(read)).total;
}

function toRatio({
  candidate,
  baseline,
}: {
  readonly candidate: number;
  readonly baseline: number;
}) {
  if (baseline > 0) return candidate / baseline;
  return candidate > 0 ? Number.POSITIVE_INFINITY : 1;
}

/** The median with the order statistics around it that leave at most alpha on each side. */
function toInterval(ratios: readonly number[], alpha: number) {
  if (ratios.length === 0) return { medianRatio: null, lower: null, upper: null };
  const sorted = ratios.toSorted((left, right) => left - right);
  const { low, high } = findQuantileRanks(sorted.length, 0.5, alpha);
  return {
    medianRatio: toFinite(quantile(sorted, 0.5)),
    lower: toFinite(sorted[low - 1]),
    upper: toFinite(sorted[high - 1]),
  };
}

function toFinite(value: number | undefined): number | null {
  return value !== undefined && Number.isFinite(value) ? value : null;
}

/** Where what a version spends is not known, or no increase could be shown: a guard that cannot decide is no pass. */
export function describeUnknownSpending(
  spending: readonly SpendingFigures[],
  gate: GateRule,
): readonly string[] {
  if (spending.length === 0) return [];
  const needed = fewestUnits(splitAlpha(gate).spending, spending.length);
  return spending.flatMap(({ measure, units, unknown, limit }) => {
    if (unknown > maxUnknownShare * Math.max(1, unknown + units)) {
      return [
        `The ${measure} of ${unknown} cases is not known, so whether it is within ${formatLimit(limit)} cannot be told. Give the provider the models' prices, or remove the bound from the gate.`,
      ];
    }
    return units < needed
      ? [
          `The ${measure} of ${units} independent cases could be compared; to show an increase the gate needs at least ${needed}. Add cases, or remove the bound from the gate.`,
        ]
      : [];
  });
}

export function describeSpendingHarm(spending: readonly SpendingFigures[]): readonly string[] {
  return spending
    .filter(({ isWorse }) => isWorse)
    .map(({ measure, medianRatio, lower, limit, units }) => {
      const seen =
        medianRatio === null
          ? "the baseline spends nothing"
          : `the median case takes ${formatPercent(medianRatio)} of the baseline's`;
      const least = lower === null ? "" : `, at least ${formatPercent(lower)} is shown`;
      return `The ${measure} is above ${formatLimit(limit)}: ${seen}${least}, ${units} independent cases.`;
    });
}

function formatLimit(limit: number): string {
  return `${formatPercent(limit)} of the baseline's`;
}
