import type { Case, Dataset } from "@promptrail/core";
import { contentDigest } from "@promptrail/core/lifecycle";
import { omitUndefined } from "@promptrail/core/portable";
import { datasetError } from "./dataset-error.js";

export interface DatasetSurvey {
  /** Covers every case, in whatever order they stand. */
  readonly hash: string;
  readonly size: number;
  /** Reads the dataset again. Throws `dataset_invalid` at its end, where it is not what was surveyed. */
  readonly readAgain: () => AsyncIterable<Case>;
}

/**
 * Reads a dataset once: its hash and how many cases it has. A run begins with it, so that a bad row is found
 * before the first paid call. Keeps a digest a case; each case is shown to `onCase`. Throws `dataset_invalid`.
 */
export async function surveyDataset(
  dataset: Dataset,
  onCase: (testCase: Case) => void = () => {},
): Promise<DatasetSurvey> {
  const digests: string[] = [];
  for await (const testCase of dataset.read()) {
    digests.push(digestCase(dataset.name, testCase));
    onCase(testCase);
  }
  const sum = sumDigests(digests);
  return {
    hash: contentDigest(digests.sort()),
    size: digests.length,
    readAgain: () => readSame(dataset, sum),
  };
}

async function* readSame(dataset: Dataset, surveyed: bigint): AsyncGenerator<Case> {
  let sum = 0n;
  for await (const testCase of dataset.read()) {
    sum = addDigest(sum, digestCase(dataset.name, testCase));
    yield testCase;
  }
  if (sum === surveyed) return;
  throw datasetError(
    { source: dataset.name, line: null },
    "the dataset changed while the eval ran, so its result would belong to neither. The answers are kept: run the eval again.",
  );
}

/** Of digests in any order, in 8 bytes: a digest for each case would be kept twice. */
function sumDigests(digests: readonly string[]): bigint {
  return digests.reduce(addDigest, 0n);
}

function addDigest(sum: bigint, digest: string): bigint {
  const word = digest.slice("sha256-".length, "sha256-".length + 16);
  return BigInt.asUintN(64, sum + BigInt(`0x${word}`));
}

function digestCase(name: string, testCase: Case): string {
  const { id, context, groundTruth, tags, cluster, earlierTurns, turns } = testCase;
  try {
    // Left out where there are none: the hash of a dataset of before turns stays.
    const sent = omitUndefined({ earlierTurns, turns });
    return contentDigest({ id, context, groundTruth, tags: [...tags].sort(), cluster, ...sent });
  } catch (error) {
    throw datasetError(
      { source: name, line: null },
      `case "${id}" contains a value that JSON cannot represent (NaN, an infinite number, half a surrogate pair). Write it as text.`,
      error,
    );
  }
}
