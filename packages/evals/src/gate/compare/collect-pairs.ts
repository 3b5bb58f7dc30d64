import { PromptrailError, type Suite } from "@promptrail/core";
import type { PairedCaseResult, Trial } from "../../runner/case-result.js";
import {
  isErrored,
  isNotApplicable,
  meanOf,
  meanOfJudgements,
  readScore,
} from "../../runner/case-result.js";
import type { DiscordantPairs } from "../../statistics/paired/mcnemar.js";

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
  /** Cases that an error on either side took away. */
  readonly lost: readonly PairedCaseResult[];
  /** Cases of which no eval says anything, on either side. */
  readonly notApplicable: readonly PairedCaseResult[];
  /** Cases in which an eval applies to one side's answers only. */
  readonly oneSided: readonly PairedCaseResult[];
}

/**
 * Pairs up scores; the order of the cases does not matter. A pair is compared by the evals that apply to both of
 * its sides, so that neither gains by an eval that says nothing of its own answer; a case without such an eval is
 * no pair. Which evals these are is the same when the sides are swapped: identical prompts stay exchangeable.
 */
export function collectPairs(results: readonly PairedCaseResult[]): Pairs {
  const pairs: { candidate: number; baseline: number; cluster: string | null }[] = [];
  const lost: PairedCaseResult[] = [];
  const notApplicable: PairedCaseResult[] = [];
  const oneSided: PairedCaseResult[] = [];
  for (const result of results) {
    if (isErrored(result.candidate) || isErrored(result.baseline)) {
      lost.push(result);
      continue;
    }
    if (isNotApplicable(result.candidate) && isNotApplicable(result.baseline)) {
      notApplicable.push(result);
      continue;
    }
    const scores = comparePair(result);
    if (scores === null || findOneSidedEvals(result).length > 0) oneSided.push(result);
    if (scores !== null) pairs.push({ ...scores, cluster: result.cluster });
  }
  return {
    candidate: pairs.map((pair) => pair.candidate),
    baseline: pairs.map((pair) => pair.baseline),
    differences: pairs.map((pair) => pair.candidate - pair.baseline),
    clusters: pairs.map((pair) => pair.cluster),
    isClustered: pairs.some((pair) => pair.cluster !== null),
    isBinary: pairs.every((pair) => isZeroOrOne(pair.candidate) && isZeroOrOne(pair.baseline)),
    lost,
    notApplicable,
    oneSided,
  };
}

/** Pairs that only the candidate passed, and that only the baseline passed. */
export function countDiscordant({ differences }: Pick<Pairs, "differences">): DiscordantPairs {
  return {
    gained: differences.filter((difference) => difference > 0).length,
    lost: differences.filter((difference) => difference < 0).length,
  };
}

/** Both sides' scores by the evals that apply to both; null where there is none. */
function comparePair({ candidate, baseline }: PairedCaseResult) {
  const ofBoth = findJudges(baseline);
  const names = new Set([...findJudges(candidate)].filter((name) => ofBoth.has(name)));
  const ofCandidate = readScoreBy(candidate, names);
  const ofBaseline = readScoreBy(baseline, names);
  if (ofCandidate === null || ofBaseline === null) return null;
  return { candidate: ofCandidate, baseline: ofBaseline };
}

function readScoreBy(trials: readonly Trial[], names: ReadonlySet<string>): number | null {
  if (isWithin(findJudges(trials), names)) return readScore(trials);
  const scores = trials.map(({ judgements }) =>
    meanOfJudgements(judgements.filter(({ name }) => names.has(name))),
  );
  return meanOf(scores.filter((score) => score !== null));
}

/**
 * The evals that apply to one side only. Where an answer without success is judged by all evals, that says nothing of whether
 * they apply; but where nothing else is left to compare by, its failure must not be left out of the comparison unseen.
 */
export function findOneSidedEvals(result: PairedCaseResult): readonly string[] {
  const { candidate, baseline } = result;
  const isCompared = comparePair(result) !== null;
  const missing = (from: readonly Trial[], others: readonly Trial[]) => {
    const known = findJudges(others);
    const heard = from.filter(({ success }) => success || !isCompared);
    return [...findJudges(heard)].filter((name) => !known.has(name));
  };
  return [...missing(candidate, baseline), ...missing(baseline, candidate)];
}

/** The evals that apply to an answer of a case. */
function findJudges(trials: readonly Trial[]): Set<string> {
  return new Set(trials.flatMap(({ judgements }) => judgements.map(({ name }) => name)));
}

function isWithin(names: ReadonlySet<string>, others: ReadonlySet<string>): boolean {
  return [...names].every((name) => others.has(name));
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
    `The suite of family "${suite.family}" has changed since the run. Run the eval again.`,
    { family: suite.family },
  );
}
