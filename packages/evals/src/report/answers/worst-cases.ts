import {
  type CaseResult,
  isErrored,
  isNotApplicable,
  isPassed,
  type PairedCaseResult,
  readScore,
  type Trial,
} from "../../runner/case-result.js";
import { findProblems } from "../find-problems.js";

/** A case that a reader should look at. */
export interface WorstCase {
  readonly id: string;
  readonly tags: readonly string[];
  /** Of the candidate; null where it has no score. */
  readonly score: number | null;
  /** Of the baseline; null where it has none, and where one version ran alone. */
  readonly baselineScore: number | null;
  /** Whether the candidate has no result. */
  readonly errored: boolean;
  /** Why the candidate did not pass; empty where it did, and is below the baseline all the same. */
  readonly reasons: readonly string[];
  readonly candidate: readonly Trial[];
  /** Null where one version ran alone. */
  readonly baseline: readonly Trial[] | null;
}

/**
 * The cases that the candidate did not pass, or in which it is below the baseline, the worst first: those without a result, then by how far
 * the candidate is below the baseline, then by its score, then by their ids.
 */
export function findWorstCases(
  results: readonly (CaseResult | PairedCaseResult)[],
): readonly WorstCase[] {
  return results.map(toCase).filter(isWorth).sort(compareCases);
}

/** How far the candidate is above the baseline; null where it cannot be told. */
export function readChange({
  score,
  baselineScore,
}: Pick<WorstCase, "score" | "baselineScore">): number | null {
  return score === null || baselineScore === null ? null : score - baselineScore;
}

/** The answers to show of a case: the candidate's lowest, and the baseline's to the same repeat. */
export function chooseAnswers({ candidate, baseline }: WorstCase): {
  readonly candidate: Trial | null;
  readonly baseline: Trial | null;
} {
  const rank = ({ score, error }: Trial) => (error === null ? (score ?? 1) : -1);
  const [lowest] = candidate
    .map((trial, at) => ({ trial, at }))
    .sort((left, right) => rank(left.trial) - rank(right.trial));
  if (lowest === undefined) return { candidate: null, baseline: baseline?.[0] ?? null };
  return { candidate: lowest.trial, baseline: baseline?.[lowest.at] ?? baseline?.[0] ?? null };
}

function toCase(result: CaseResult | PairedCaseResult): WorstCase {
  const { id, tags } = result;
  const candidate = "trials" in result ? result.trials : result.candidate;
  const baseline = "trials" in result ? null : result.baseline;
  const [problem] = findProblems([{ id, trials: candidate }], 1);
  return {
    id,
    tags,
    score: readScore(candidate),
    baselineScore: baseline === null ? null : readScore(baseline),
    errored: isErrored(candidate),
    reasons: problem?.reasons ?? [],
    candidate,
    baseline,
  };
}

function isWorth(found: WorstCase): boolean {
  const { candidate } = found;
  if (isNotApplicable(candidate)) return false;
  return !isPassed(candidate) || (readChange(found) ?? 0) < 0;
}

function compareCases(left: WorstCase, right: WorstCase): number {
  return (
    Number(right.errored) - Number(left.errored) ||
    (readChange(left) ?? 0) - (readChange(right) ?? 0) ||
    (left.score ?? 0) - (right.score ?? 0) ||
    (left.id < right.id ? -1 : 1)
  );
}
