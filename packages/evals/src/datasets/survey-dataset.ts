import type { Case, Dataset } from "@promptrail/core";
import { contentDigest } from "@promptrail/core/lifecycle";
import { datasetError } from "./dataset-error.js";

export interface DatasetSurvey {
  /** Covers every case, in whatever order they stand. */
  readonly hash: string;
  readonly size: number;
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
  return { hash: contentDigest(digests.sort()), size: digests.length };
}

function digestCase(name: string, testCase: Case): string {
  const { id, context, groundTruth, tags, cluster } = testCase;
  try {
    return contentDigest({ id, context, groundTruth, tags: [...tags].sort(), cluster });
  } catch (error) {
    throw datasetError(
      { source: name, line: null },
      `case "${id}" contains a value that JSON cannot represent (NaN, an infinite number, half a surrogate pair). Write it as text.`,
      error,
    );
  }
}
