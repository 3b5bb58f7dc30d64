import type { Case, Dataset } from "@promptrail/core";
import { surveyDataset } from "../datasets/survey-dataset.js";
import type { AnsweredCase, EarlierAnswers } from "./answers.js";
import { addEarlier, type EarlierShare } from "./answers.js";
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
  /** How many cases have no result, because the run was stopped. */
  readonly missing: number;
  /** Left out where every answer is this run's own. */
  readonly earlier?: EarlierShare;
}

/** Every case of a dataset through one piece of work, as a stream. Earlier answers are judged first. */
export async function runCases<Result extends { readonly id: string }>(
  settings: RunCasesSettings<Result>,
): Promise<CasesRun<Result>> {
  const { dataset, concurrency, stop, onProgress, readSides } = settings;
  const { hash, size } = await surveyDataset(dataset);
  const progress = trackProgress(size);
  const results: Result[] = [];
  let earlier: EarlierShare | null = null;
  const take = (result: Result, isResumed: boolean) => {
    results.push(result);
    progress.count({ sides: readSides(result) }, isResumed);
    onProgress(progress.read());
  };
  const judged = new Set<string>();
  for await (const { result, answeredAt } of judgeEarlier(settings)) {
    judged.add(result.id);
    earlier = addEarlier(earlier, answeredAt);
    take(result, true);
  }
  const source = selectCases(dataset, ({ id }) => !judged.has(id));
  const work = settings.runCase;
  for await (const ran of mapConcurrently({ source, limit: concurrency, work, stop })) {
    if (ran === null) continue;
    await tellAnswers(settings, ran);
    take(ran.result, false);
  }
  results.sort((left, right) => (left.id < right.id ? -1 : 1));
  const missing = size - results.length;
  const shared = earlier === null ? {} : { earlier };
  return { datasetHash: hash, total: size, results, missing, ...shared };
}

interface JudgedAgain<Result> {
  readonly result: Result;
  readonly answeredAt: Date;
}

async function* judgeEarlier<Result extends { readonly id: string }>(
  settings: RunCasesSettings<Result>,
): AsyncGenerator<JudgedAgain<Result>> {
  const { dataset, previous, concurrency: limit, abandon: stop } = settings;
  if (previous.size === 0) return;
  const source = selectCases(dataset, ({ id }) => previous.has(id));
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
