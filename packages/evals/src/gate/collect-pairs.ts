import { PromptrailError, type Suite } from "@promptrail/core";
import type { PairedCaseResult } from "../runner/case-result.js";
import { readScore } from "../runner/case-result.js";

/** The cases that both versions have a score for. */
export interface Pairs {
  readonly candidate: readonly number[];
  readonly baseline: readonly number[];
  /** Candidate minus baseline. */
  readonly differences: readonly number[];
  readonly clusters: readonly (string | null)[];
  /** True where a case names a cluster. */
  readonly isClustered: boolean;
  /** True where every score is 0 or 1. */
  readonly isBinary: boolean;
  /** Cases that one version or the other has no score for. */
  readonly lost: readonly PairedCaseResult[];
}

/** Pairs up scores; the order of the cases does not matter. */
export function collectPairs(results: readonly PairedCaseResult[]): Pairs {
  const pairs: { candidate: number; baseline: number; cluster: string | null }[] = [];
  const lost: PairedCaseResult[] = [];
  for (const result of results) {
    const candidate = readScore(result.candidate);
    const baseline = readScore(result.baseline);
    if (candidate === null || baseline === null) lost.push(result);
    else pairs.push({ candidate, baseline, cluster: result.cluster });
  }
  return {
    candidate: pairs.map((pair) => pair.candidate),
    baseline: pairs.map((pair) => pair.baseline),
    differences: pairs.map((pair) => pair.candidate - pair.baseline),
    clusters: pairs.map((pair) => pair.cluster),
    isClustered: pairs.some((pair) => pair.cluster !== null),
    isBinary: pairs.every((pair) => isZeroOrOne(pair.candidate) && isZeroOrOne(pair.baseline)),
    lost,
  };
}

function isZeroOrOne(score: number): boolean {
  return score === 0 || score === 1;
}

/** Throws `request_invalid` where a run was made with another suite than this one. */
export function requireSameSuite(
  run: { readonly family: string; readonly suiteHash: string },
  suite: Suite,
): void {
  if (run.suiteHash === suite.suiteHash && run.family === suite.family) return;
  throw new PromptrailError(
    "request_invalid",
    `The run belongs to another suite than that of family "${suite.family}" as it stands now. Run the eval again.`,
    { family: suite.family },
  );
}
