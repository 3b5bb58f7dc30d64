import type { Case, Dataset } from "@promptrail/core";
import { surveyDataset } from "../datasets/survey-dataset.js";
import type { Trial } from "./case-result.js";
import { mapConcurrently } from "./map-concurrently.js";
import type { Progress } from "./progress.js";
import { isErrored } from "./read-trials.js";
import { trackProgress } from "./track-progress.js";

interface RunCasesSettings<Result extends { readonly id: string }> {
  readonly dataset: Dataset;
  readonly concurrency: number;
  readonly stop: AbortSignal;
  readonly previous: Iterable<Result>;
  readonly onProgress: (progress: Progress) => void;
  readonly onResult: (result: Result) => void | Promise<void>;
  /** Null where the case was abandoned. */
  readonly runCase: (testCase: Case) => Promise<Result | null>;
  readonly readSides: (result: Result) => readonly (readonly Trial[])[];
}

export interface CasesRun<Result> {
  readonly datasetHash: string;
  readonly total: number;
  /** In the order of their ids, so that two runs with the same answers are equal. */
  readonly results: readonly Result[];
  /** How many cases have no result, because the run was stopped. */
  readonly missing: number;
}

/** Every case of a dataset through one piece of work, as a stream. Earlier results without an error are kept. */
export async function runCases<Result extends { readonly id: string }>(
  settings: RunCasesSettings<Result>,
): Promise<CasesRun<Result>> {
  const { dataset, concurrency, stop, onProgress, onResult, runCase, readSides } = settings;
  const kept = keepFinished(settings.previous, readSides);
  const resumed: Result[] = [];
  const { hash, size } = await surveyDataset(dataset, ({ id }) => {
    const finished = kept.get(id);
    if (finished !== undefined) resumed.push(finished);
  });
  const progress = trackProgress(size);
  const results: Result[] = [];
  const take = (result: Result, isResumed: boolean) => {
    results.push(result);
    progress.count({ sides: readSides(result) }, isResumed);
    onProgress(progress.read());
  };
  for (const result of resumed) take(result, true);
  const source = skipFinished(dataset, kept);
  for await (const result of mapConcurrently({ source, limit: concurrency, work: runCase, stop })) {
    if (result === null) continue;
    await onResult(result);
    take(result, false);
  }
  results.sort((left, right) => (left.id < right.id ? -1 : 1));
  return { datasetHash: hash, total: size, results, missing: size - results.length };
}

function keepFinished<Result extends { readonly id: string }>(
  previous: Iterable<Result>,
  readSides: (result: Result) => readonly (readonly Trial[])[],
): ReadonlyMap<string, Result> {
  const kept = new Map<string, Result>();
  for (const result of previous) {
    if (!readSides(result).some(isErrored)) kept.set(result.id, result);
  }
  return kept;
}

async function* skipFinished(
  dataset: Dataset,
  kept: ReadonlyMap<string, unknown>,
): AsyncGenerator<Case> {
  for await (const testCase of dataset.read()) {
    if (!kept.has(testCase.id)) yield testCase;
  }
}
