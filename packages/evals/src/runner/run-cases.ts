import type { Case, Dataset } from "@promptrail/core";
import type { JudgeFigures } from "@promptrail/core/lifecycle";
import { surveyDataset } from "../datasets/survey-dataset.js";
import type { AnsweredCase, EarlierAnswers } from "./answers.js";
import { addEarlier, type EarlierShare } from "./answers.js";
import { type CaseSelection, SelectedCases } from "./bounds/case-selection.js";
import type { CostLimit } from "./bounds/cost-limit.js";
import { findRefusal, type RunStop } from "./bounds/run-stop.js";
import type { Trial } from "./case-result.js";
import { isErrored } from "./case-result.js";
import { mapConcurrently } from "./map-concurrently.js";
import type { RunAnswer } from "./run-answer.js";
import type { Progress } from "./track-progress.js";
import { trackProgress } from "./track-progress.js";

/** A case with its result, and the answers that it stands on; null where one of them did not come. */
export interface RanCase<Result> {
  readonly result: Result;
  readonly sides: readonly (readonly RunAnswer[])[] | null;
}

interface RunCasesSettings<Result extends { readonly id: string }> {
  readonly dataset: Dataset;
  readonly concurrency: number;
  readonly stop: AbortSignal;
  readonly abandon: AbortSignal;
  readonly previous: EarlierAnswers;
  readonly select: CaseSelection | null;
  readonly costLimit: CostLimit | null;
  readonly onKept: (kept: KeptCases) => void;
  readonly onProgress: (progress: Progress) => void;
  readonly onAnswers: (answered: AnsweredCase) => void | Promise<void>;
  /** Null where the case was abandoned. */
  readonly runCase: (testCase: Case) => Promise<RanCase<Result> | null>;
  /** Null where these are not the answers that the suite asks for. */
  readonly judgeCase: (testCase: Case, answered: AnsweredCase) => Promise<Result | null>;
  readonly readSides: (result: Result) => readonly (readonly Trial[])[];
}

export interface CasesRun<Result> {
  readonly datasetHash: string;
  readonly total: number;
  /** In the order of their ids, so that two runs with the same answers are equal. */
  readonly results: readonly Result[];
  /** How many cases have no result: the run was stopped, or was asked for a part. */
  readonly missing: number;
  /** How many cases were asked for; left out where it is all of them. */
  readonly selected?: number;
  /** Why it ended before the last case that was asked for; left out where it did not. */
  readonly stop?: RunStop;
  /** Left out where every answer is this run's own. */
  readonly earlier?: EarlierShare;
  /** What the suite's judges did; left out where it has none, or nothing asked them. */
  readonly judges?: readonly JudgeFigures[];
}

/** Cases that an earlier run answered, and that are not asked for again. */
export interface KeptCases {
  readonly kept: number;
  /** How many are asked for in all. */
  readonly total: number;
}

/**
 * The cases of a dataset that are asked for through one piece of work, as a stream. Earlier answers are judged first.
 * It ends early where it is stopped, where a vendor refuses what it would refuse of every case, and at its limit.
 */
export async function runCases<Result extends { readonly id: string }>(
  settings: RunCasesSettings<Result>,
): Promise<CasesRun<Result>> {
  const { dataset, onProgress, readSides } = settings;
  const chosen = settings.select === null ? null : new SelectedCases(settings.select);
  const { hash, size } = await surveyDataset(dataset, chosen?.see);
  chosen?.require(dataset.name);
  const total = chosen?.size ?? size;
  const progress = trackProgress(total);
  const results: Result[] = [];
  let earlier: EarlierShare | null = null;
  const take = (result: Result, isResumed: boolean) => {
    results.push(result);
    progress.count({ sides: readSides(result) }, isResumed);
    onProgress(progress.read());
  };
  const judged = new Set<string>();
  const isAsked = (id: string) => chosen?.has(id) ?? true;
  for await (const { result, answeredAt } of judgeEarlier(settings, isAsked)) {
    judged.add(result.id);
    earlier = addEarlier(earlier, answeredAt);
    take(result, true);
  }
  if (judged.size > 0) settings.onKept({ kept: judged.size, total });
  const source = selectCases(dataset, ({ id }) => isAsked(id) && !judged.has(id));
  const refusal = await askCases(settings, source, (result) => take(result, false));
  results.sort((left, right) => (left.id < right.id ? -1 : 1));
  const run: CasesRun<Result> = {
    datasetHash: hash,
    total: size,
    results,
    missing: size - results.length,
  };
  const ended = earlier === null ? run : { ...run, earlier };
  const part = chosen === null ? ended : { ...ended, selected: chosen.size };
  if (results.length === total) return part;
  const stop = refusal ?? settings.costLimit?.stop ?? { reason: "asked" };
  return { ...part, stop };
}

/** Asks for cases, and gives each result; why it ended, where a vendor's refusal ended it. */
async function askCases<Result extends { readonly id: string }>(
  settings: RunCasesSettings<Result>,
  cases: AsyncIterable<Case>,
  take: (result: Result) => void,
): Promise<RunStop | null> {
  const { concurrency: limit, readSides, costLimit } = settings;
  const refused = new AbortController();
  const stop = AbortSignal.any([settings.stop, refused.signal]);
  const source = costLimit === null ? cases : withinLimit(cases, costLimit);
  const work = async (testCase: Case) => {
    const ran = await settings.runCase(testCase);
    costLimit?.end(ran === null ? [] : readSides(ran.result).flat());
    return ran;
  };
  let refusal: RunStop | null = null;
  for await (const ran of mapConcurrently({ source, limit, work, stop })) {
    if (ran === null) continue;
    await tellAnswers(settings, ran);
    take(ran.result);
    refusal ??= findRefusal(readSides(ran.result));
    if (refusal !== null) refused.abort();
  }
  return refusal;
}

async function* withinLimit(
  cases: AsyncIterable<Case>,
  costLimit: CostLimit,
): AsyncGenerator<Case> {
  for await (const testCase of cases) {
    if (!(await costLimit.begin())) return;
    yield testCase;
  }
}

interface JudgedAgain<Result> {
  readonly result: Result;
  readonly answeredAt: Date;
}

async function* judgeEarlier<Result extends { readonly id: string }>(
  settings: RunCasesSettings<Result>,
  isAsked: (id: string) => boolean,
): AsyncGenerator<JudgedAgain<Result>> {
  const { dataset, previous, concurrency: limit, abandon: stop } = settings;
  if (previous.size === 0) return;
  const source = selectCases(dataset, ({ id }) => isAsked(id) && previous.has(id));
  const work = (testCase: Case) => judgeAgain(settings, testCase);
  for await (const judged of mapConcurrently({ source, limit, work, stop })) {
    if (judged !== null) yield judged;
  }
}

/** Null where the case has to be asked again: its answers are gone or of another suite, or cannot be judged. */
async function judgeAgain<Result extends { readonly id: string }>(
  { previous, judgeCase, readSides }: RunCasesSettings<Result>,
  testCase: Case,
): Promise<JudgedAgain<Result> | null> {
  const answered = await previous.read(testCase.id);
  const result = answered === null ? null : await judgeCase(testCase, answered);
  if (answered === null || result === null || readSides(result).some(isErrored)) return null;
  return { result, answeredAt: answered.answeredAt };
}

async function tellAnswers<Result extends { readonly id: string }>(
  { onAnswers }: RunCasesSettings<Result>,
  { result: { id }, sides }: RanCase<Result>,
): Promise<void> {
  if (sides !== null) await onAnswers({ id, answeredAt: new Date(), sides });
}

async function* selectCases(
  dataset: Dataset,
  isWanted: (testCase: Case) => boolean,
): AsyncGenerator<Case> {
  for await (const testCase of dataset.read()) if (isWanted(testCase)) yield testCase;
}
