import type { GateRule } from "@promptrail/core";
import { collectPairs, countDiscordant, type Pairs } from "../../gate/compare/collect-pairs.js";
import { findSlices } from "../../gate/harm/slices.js";
import { splitAlpha } from "../../gate/split-alpha.js";
import type { PairedCaseResult } from "../../runner/case-result.js";
import { sumByCluster } from "../../statistics/means/clustered-error.js";
import { mean } from "../../statistics/means/standard-error.js";
import { holm } from "../../statistics/multiplicity/adjust-p.js";
import { mcnemar } from "../../statistics/paired/mcnemar.js";
import { type NonInferiority, nonInferiority } from "../../statistics/paired/non-inferiority.js";
import { signFlipTest } from "../../statistics/paired/sign-flip-test.js";

/** One model against another by their scores of the same cases. */
export interface QualityTest {
  readonly n: number;
  readonly units: number;
  readonly difference: number;
  /** Of "worse by the margin or more". */
  readonly p: number;
  readonly harmP: number;
  /** The lower end of a one-sided interval. */
  readonly boundAt: (level: number) => number;
}

/** Null without a pair. Non-inferiority and harm by the tests of the gate. */
export function testQuality(
  results: readonly PairedCaseResult[],
  gate: GateRule,
): QualityTest | null {
  const pairs = collectPairs(results);
  if (pairs.differences.length === 0) return null;
  const at = (alpha: number) => compare(pairs, gate.margin, alpha);
  return {
    n: pairs.differences.length,
    units: sumByCluster(pairs.differences, pairs.clusters).length,
    difference: mean(pairs.differences),
    p: at(gate.alpha).p ?? 1,
    harmP: combineHarm(testHarm(pairs), results, gate),
    boundAt: (level) => at(level).interval.lower,
  };
}

function compare(pairs: Pairs, margin: number, alpha: number): NonInferiority {
  const { differences, clusters } = pairs;
  return isExact(pairs)
    ? nonInferiority({ pairs: { n: differences.length, ...countDiscordant(pairs) }, margin, alpha })
    : nonInferiority({ differences, clusters, margin, alpha });
}

/** One-sided against "not worse": exact where both are exchangeable. */
export function testHarm(pairs: Pairs): number {
  const { differences, clusters } = pairs;
  return isExact(pairs)
    ? mcnemar(countDiscordant(pairs)).harmP
    : signFlipTest(sumByCluster(differences, clusters));
}

function isExact({ isBinary, isClustered }: Pairs): boolean {
  return isBinary && !isClustered;
}

/** All cases and the protected slices spend their shares of alpha, as in the gate; what it spends on cost is tested by itself. */
function combineHarm(
  primary: number,
  results: readonly PairedCaseResult[],
  { maxCostIncrease: _cost, maxDurationIncrease: _duration, ...gate }: GateRule,
): number {
  const shares = splitAlpha(gate);
  if (shares.slices === 0) return primary;
  const slices = holm(findSlices(results, gate).map(({ harmP }) => harmP));
  const weighted = [
    (primary * gate.alpha) / shares.primary,
    (Math.min(...slices) * gate.alpha) / shares.slices,
  ];
  return Math.min(1, ...weighted);
}
