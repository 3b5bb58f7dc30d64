import type { Judgement, NotApplicable, Trial } from "../runner/case-result.js";
import { isErrored, isNotApplicable, isPassed, meanOf, readScore } from "../runner/case-result.js";
import { estimateMean } from "../statistics/means/mean-estimate.js";
import { quantile } from "../statistics/means/quantile.js";
import { splitVariance } from "../statistics/means/split-variance.js";
import { sumAmounts } from "../statistics/means/sum-amounts.js";
import { passRateInterval } from "../statistics/means/wilson-interval.js";
import type { EstimatedFigure, EvalFigures, SideFigures } from "./side-figures.js";

const confidence = 0.95;

/** One version's answers to a case. */
export interface SideCase {
  readonly cluster: string | null;
  readonly trials: readonly Trial[];
  /** Needed where a floor is that of a slice. */
  readonly tags?: readonly string[];
}

/** All figures of one version's run. */
export function summariseSide(sideCases: readonly SideCase[]): SideFigures {
  const trials = sideCases.flatMap((sideCase) => sideCase.trials);
  const judged = collectJudged(sideCases);
  return {
    cases: judged.scores.length,
    errored: sideCases.filter((sideCase) => isErrored(sideCase.trials)).length,
    notApplicable: sideCases.filter((sideCase) => isNotApplicable(sideCase.trials)).length,
    passRate: toPassRate(judged),
    score: estimateScore(judged, (1 - confidence) / 2),
    variance: toVariance(sideCases),
    ...toSpending(trials),
    duration: toDuration(trials),
    unsuccessful: countBy(
      trials.flatMap(({ outcome, success }) => (outcome === null || success ? [] : [outcome])),
    ),
    errors: countBy(trials.flatMap(({ error }) => (error === null ? [] : [error.kind]))),
    evals: toEvalFigures(trials),
  };
}

/** Of the cases that have a score, in their order: a list for each figure, since a large run has many cases. */
export interface JudgedCases {
  /** 0 to 1. */
  readonly scores: readonly number[];
  readonly passes: readonly boolean[];
  readonly clusters: readonly (string | null)[];
}

/** The cases that have a score. */
export function collectJudged(sideCases: readonly SideCase[]): JudgedCases {
  return collect(sideCases, (trials) => {
    const score = readScore(trials);
    return score === null ? null : { score, passed: isPassed(trials) };
  });
}

/** The same of one eval: the cases to one of whose answers it applies. */
export function collectJudgedBy(name: string, sideCases: readonly SideCase[]): JudgedCases {
  return collect(sideCases, (trials) => {
    if (isErrored(trials)) return null;
    const said = trials.flatMap(({ judgements }) =>
      judgements.filter((judgement) => judgement.name === name),
    );
    const score = meanOf(said.map((judgement) => judgement.score));
    return score === null ? null : { score, passed: said.every(({ passed }) => passed) };
  });
}

function collect(
  sideCases: readonly SideCase[],
  judge: (trials: readonly Trial[]) => Pick<Judgement, "score" | "passed"> | null,
): JudgedCases {
  const scores: number[] = [];
  const passes: boolean[] = [];
  const clusters: (string | null)[] = [];
  for (const { trials, cluster } of sideCases) {
    const judged = judge(trials);
    if (judged === null) continue;
    scores.push(judged.score);
    passes.push(judged.passed);
    clusters.push(cluster);
  }
  return { scores, passes, clusters };
}

function toPassRate({ passes, clusters }: JudgedCases): EstimatedFigure | null {
  if (passes.length === 0) return null;
  const value = passes.filter(Boolean).length / passes.length;
  return { value, ...passRateInterval(passes, clusters, confidence) };
}

/** Their mean score with its interval; null of no case. */
export function estimateScore(
  { scores: values, clusters }: JudgedCases,
  alpha: number,
): EstimatedFigure | null {
  if (values.length === 0) return null;
  const estimate = estimateMean({ values, clusters, alpha, bounds: { lower: 0, upper: 1 } });
  return { value: estimate.mean, ...estimate.interval };
}

function toVariance(sideCases: readonly SideCase[]): SideFigures["variance"] {
  const repeated = sideCases
    .filter(({ trials }) => !isErrored(trials))
    .map(({ trials }) => {
      const scored = trials.filter(({ score }) => score !== null);
      return {
        scores: scored.flatMap(({ score }) => score ?? []),
        judgeVariances: scored.map(({ judgements }) => readJudgeVariance(judgements)),
      };
    });
  const parts = splitVariance(repeated);
  return parts === null || (parts.samples === null && parts.judge === null) ? null : parts;
}

/** Of an answer's score, which is the weighted mean of its judgements; null where none of them was measured. */
function readJudgeVariance(judgements: readonly Judgement[]): number | null {
  const total = judgements.reduce((sum, { weight = 1 }) => sum + weight, 0);
  const known = judgements.flatMap(({ variance, weight = 1 }) =>
    variance === undefined ? [] : [(weight / total) ** 2 * variance],
  );
  return known.length === 0 ? null : known.reduce((sum, each) => sum + each, 0);
}

function toSpending(trials: readonly Trial[]): Pick<SideFigures, "cost" | "tokens" | "atLeast"> {
  const cost = sumAmounts(trials.map((trial) => trial.cost));
  const input = sumAmounts(trials.map(({ usage }) => usage.input));
  const output = sumAmounts(trials.map(({ usage }) => usage.output));
  return {
    cost: cost.total,
    tokens: { input: input.total, output: output.total },
    atLeast: { cost: cost.atLeast, input: input.atLeast, output: output.atLeast },
  };
}

function toDuration(trials: readonly Trial[]): SideFigures["duration"] {
  const durations = trials
    .filter(({ outcome }) => outcome !== null)
    .map(({ durationMs }) => durationMs);
  return durations.length === 0
    ? null
    : { median: quantile(durations, 0.5), p95: quantile(durations, 0.95) };
}

function toEvalFigures(trials: readonly Trial[]): readonly EvalFigures[] {
  const figures = new Map<string, EvalFigures>();
  const read = ({ name, mustPass }: NotApplicable): EvalFigures =>
    figures.get(name) ?? { name, mustPass, judged: 0, passed: 0, notApplicable: 0, score: null };
  for (const judgement of trials.flatMap((trial) => trial.judgements)) {
    const sofar = read(judgement);
    const judged = sofar.judged + 1;
    const mean = sofar.score ?? 0;
    figures.set(judgement.name, {
      ...sofar,
      judged,
      passed: sofar.passed + Number(judgement.passed),
      score: mean + (judgement.score - mean) / judged,
    });
  }
  for (const silent of trials.flatMap((trial) => trial.notApplicable)) {
    const sofar = read(silent);
    figures.set(silent.name, { ...sofar, notApplicable: sofar.notApplicable + 1 });
  }
  return [...figures.values()];
}

function countBy(names: readonly string[]): Readonly<Record<string, number>> {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return Object.fromEntries([...counts].sort(([left], [right]) => (left < right ? -1 : 1)));
}
