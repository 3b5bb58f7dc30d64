import type { Case, Dataset } from "@promptrail/core";
import { contentDigest } from "@promptrail/core/lifecycle";
import { omitUndefined } from "@promptrail/core/portable";
import { datasetError } from "./dataset-error.js";
import { CaseDigests, DigestSum } from "./digests/case-digests.js";

export interface DatasetSurvey {
  /** Covers every case, in whatever order they stand. */
  readonly hash: string;
  readonly size: number;
  /** Reads the dataset again. Throws `dataset_invalid` at its end, where it is not what was surveyed. */
  readonly readAgain: () => AsyncIterable<Case>;
}

/**
 * Reads a dataset once: its hash and how many cases it has. A run begins with it, so that a bad row is found
 * before the first paid call. Keeps a digest a case; each case is shown to `onCase` with it. Throws `dataset_invalid`.
 */
export async function surveyDataset(
  dataset: Dataset,
  onCase: (testCase: Case, digest: string) => void = () => {},
): Promise<DatasetSurvey> {
  const digests = new CaseDigests();
  const sum = new DigestSum();
  for await (const testCase of dataset.read()) {
    const digest = digestCase(dataset.name, testCase);
    digests.add(digest);
    sum.add(digest);
    onCase(testCase, digest);
  }
  const { size } = digests;
  return { hash: digests.toHash(), size, readAgain: () => readSame(dataset, sum) };
}

async function* readSame(dataset: Dataset, surveyed: DigestSum): AsyncGenerator<Case> {
  const sum = new DigestSum();
  for await (const testCase of dataset.read(true)) {
    sum.add(digestCase(dataset.name, testCase));
    yield testCase;
  }
  if (sum.isSame(surveyed)) return;
  throw datasetError(
    { source: dataset.name, line: null },
    "the dataset changed while the eval ran, so its result would belong to neither. The answers are kept: run the eval again, not as a fresh run.",
  );
}

/** Of all that a dataset's hash covers of a case. Throws `dataset_invalid` for a value that JSON cannot say. */
export function digestCase(name: string, testCase: Case): string {
  const { id, context, groundTruth, tags, cluster, earlierTurns, turns } = testCase;
  try {
    // Left out where there are none: the hash of a dataset of before turns stays.
    const sent = omitUndefined({ earlierTurns, turns });
    return contentDigest({ cluster, context, groundTruth, id, tags: [...tags].sort(), ...sent });
  } catch (error) {
    throw datasetError(
      { source: name, line: null },
      `case "${id}" contains a value that JSON cannot represent (NaN, an infinite number, half a surrogate pair). Write it as text.`,
      error,
    );
  }
}
