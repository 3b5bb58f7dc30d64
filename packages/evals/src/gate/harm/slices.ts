import type { GateRule } from "@promptrail/core";
import type { PairedCaseResult } from "../../runner/case-result.js";
import { sumByCluster } from "../../statistics/means/clustered-error.js";
import { mean } from "../../statistics/means/standard-error.js";
import { mcnemar } from "../../statistics/paired/mcnemar.js";
import { signFlipTest } from "../../statistics/paired/sign-flip-test.js";
import { collectPairs, countDiscordant } from "../compare/collect-pairs.js";
import { formatPoints } from "../format-figures.js";
import { fewestUnits, markWorse, splitAlpha } from "../split-alpha.js";

/** How the candidate did on the cases with a protected tag. */
export interface SliceFigures {
  readonly slice: string;
  /** Pairs. */
  readonly n: number;
  /** Clusters, where there are any, else pairs. */
  readonly units: number;
  /** Candidate minus baseline; null without pairs. */
  readonly difference: number | null;
  /** One-sided against harm, by the exact test; not yet corrected for the number of slices. */
  readonly harmP: number;
  /** Whether harm is shown, with all slices taken together. */
  readonly isWorse: boolean;
}

/** The protected slices of a gate, in its order. */
export function findSlices(
  results: readonly PairedCaseResult[],
  gate: GateRule,
): readonly SliceFigures[] {
  const found = (gate.protectedSlices ?? []).map((slice) =>
    toFigures(
      slice,
      results.filter(({ tags }) => tags.includes(slice)),
    ),
  );
  return markWorse(found, splitAlpha(gate).slices);
}

function toFigures(
  slice: string,
  results: readonly PairedCaseResult[],
): Omit<SliceFigures, "isWorse"> {
  const pairs = collectPairs(results);
  const { differences, clusters } = pairs;
  const sums = sumByCluster(differences, clusters);
  const isExact = pairs.isBinary && !pairs.isClustered;
  return {
    slice,
    n: differences.length,
    units: sums.length,
    difference: differences.length === 0 ? null : mean(differences),
    harmP: isExact ? mcnemar(countDiscordant(pairs)).harmP : signFlipTest(sums),
  };
}

/** Slices in which no harm could be shown, whatever the answers: a guard that cannot decide is no pass. */
export function describeSmallSlices(
  slices: readonly SliceFigures[],
  gate: GateRule,
): readonly string[] {
  if (slices.length === 0) return [];
  const needed = fewestUnits(splitAlpha(gate).slices, slices.length);
  return slices
    .filter(({ units }) => units < needed)
    .map(({ slice, units }) => {
      const seen = units === 1 ? "1 independent case" : `${units} independent cases`;
      return `The protected slice "${slice}" has ${seen} that could be compared; to show harm it needs at least ${needed}. Add cases with this tag, or remove it from protectedSlices.`;
    });
}

export function describeSliceHarm(slices: readonly SliceFigures[]): readonly string[] {
  return slices
    .filter(({ isWorse }) => isWorse)
    .map(
      ({ slice, difference, n, harmP }) =>
        `Worse than the baseline on the protected slice "${slice}": ${formatPoints(difference ?? 0)}, ${n} pairs, p = ${harmP.toPrecision(2)} before Holm's correction.`,
    );
}
