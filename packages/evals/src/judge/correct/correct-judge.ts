import type { CorrectedFigure } from "@promptrail/core/lifecycle";
import { readOutput, type Trial } from "../../runner/case-result.js";
import type { JudgedCaseResult } from "../../runner/evaluator/judging.js";
import { ppiPlusPlus } from "../../statistics/judging/ppi-plus-plus.js";
import { showAnswer } from "../ask/show-answer.js";
import type { JudgeEval } from "../definition/judge.js";
import { type JudgeLabel, newestLabels, scoreLabel, toLabelId } from "../labels/judge-label.js";

/** Fewer labelled cases than this give no interval that could be trusted. */
const fewest = 20;
const noLabels = "the answers of this run have no labels";

/**
 * A judge's mean score corrected by people's, by prediction-powered inference with an estimated λ (PPI++, arXiv
 * 2311.01453). Only labels on the answers of this very run count, drawn with a stored probability, and on both versions'
 * answers to a case; else the figure stays the judge's, and this says so.
 */
export function correctJudge(
  { name, judge }: JudgeEval,
  family: string,
  cases: readonly JudgedCaseResult[],
): CorrectedFigure {
  const { rubric, labels } = judge;
  const isComparison = rubric.asks.mode === "pairwise";
  const known = newestLabels(labels.filter((label) => label.family === family));
  if (known.size === 0) return { kind: "uncorrected", why: noLabels };
  const find = (caseId: string, answers: JudgeLabel["answers"]) =>
    known.get(toLabelId({ family, caseId, answers })) ?? null;
  const outputs = cases.flatMap((each) => {
    const judged = judgeCase(each, name);
    if (judged === null) return [];
    const found = isComparison ? findPairLabels(each, find) : findLabels(each, find);
    return [{ judged, ...labelCase(found, rubric) }];
  });
  const labelled = outputs.filter(({ label }) => label !== null).length;
  if (labelled < fewest) {
    const why =
      labelled === 0
        ? noLabels
        : `only ${labelled} cases of this run have labels on all answers, and ${fewest} are needed`;
    return { kind: "uncorrected", why };
  }
  const { estimate, interval, lambda } = ppiPlusPlus({ outputs, confidence: 0.95 });
  return {
    kind: "corrected",
    value: estimate,
    lower: interval.lower,
    upper: interval.upper,
    lambda,
    labelled,
    cases: outputs.length,
  };
}

/** The judge's mean score of the candidate's answers, less that of the baseline's; null where one is not judged. */
function judgeCase({ candidate, baseline }: JudgedCaseResult, name: string): number | null {
  const own = meanScore(candidate, name);
  if (baseline === null || own === null) return own;
  const other = meanScore(baseline, name);
  return other === null ? null : own - other;
}

function meanScore(trials: readonly Trial[], name: string): number | null {
  const scores = trials.map(
    ({ judgements }) => judgements.find((each) => each.name === name)?.score ?? null,
  );
  return meanOfKnown(scores);
}

type FindLabel = (caseId: string, answers: JudgeLabel["answers"]) => JudgeLabel | null;

interface FoundLabels {
  readonly own: readonly (JudgeLabel | null)[];
  /** Taken away from what is said of the candidate's answers; null where nothing is. */
  readonly other: readonly (JudgeLabel | null)[] | null;
  readonly isComparison: boolean;
}

function findLabels({ id, candidate, baseline }: JudgedCaseResult, find: FindLabel): FoundLabels {
  const of = (trials: readonly Trial[]) => trials.map((trial) => find(id, [showTrial(trial)]));
  return {
    own: of(candidate),
    other: baseline === null ? null : of(baseline),
    isComparison: false,
  };
}

function findPairLabels(
  { id, candidate, baseline }: JudgedCaseResult,
  find: FindLabel,
): FoundLabels {
  const own = candidate.map((trial, at) => {
    const against = baseline?.[at];
    return against === undefined ? null : find(id, [showTrial(trial), showTrial(against)]);
  });
  return { own, other: null, isComparison: true };
}

function showTrial({ text, toolCalls }: Trial): string {
  return showAnswer({ output: readOutput({ text }), toolCalls });
}

function labelCase(
  { own, other, isComparison }: FoundLabels,
  rubric: JudgeEval["judge"]["rubric"],
): { readonly label: number | null; readonly probability?: number } {
  const all = [...own, ...(other ?? [])];
  const probability = all[0]?.probability ?? null;
  if (probability === null || all.some((label) => label?.probability !== probability)) {
    return { label: null };
  }
  const score = (labels: readonly (JudgeLabel | null)[]) =>
    meanOfKnown(labels.map((label) => (label === null ? null : scoreLabel(label, rubric))));
  const mine = score(own);
  const theirs = other === null ? 0 : score(other);
  if (mine === null || theirs === null) return { label: null };
  // Of a comparison one score says what both sides get: s and 1 − s.
  return { label: isComparison ? 2 * mine - 1 : mine - theirs, probability };
}

function meanOfKnown(scores: readonly (number | null)[]): number | null {
  const known = scores.filter((score) => score !== null);
  if (known.length === 0 || known.length < scores.length) return null;
  return known.reduce((sum, score) => sum + score, 0) / known.length;
}
