import { type Case, type Dataset, isPromptrailError, type PromptrailError } from "@promptrail/core";
import { SeenIds } from "./check-cases.js";
import { datasetError, noCases, type RowPlace } from "./dataset-error.js";
import { findRowSource, type RowSource } from "./dataset-origin.js";
import { CaseDigests } from "./digests/case-digests.js";
import { parseRow, requireSchemas } from "./parse-row.js";
import { digestCase } from "./survey-dataset.js";

export interface PlacedCase {
  readonly testCase: Case;
  readonly place: RowPlace;
}

/** The hash of a dataset, or the first thing for which it cannot be read. */
type CheckedDataset =
  | { readonly hash: string; readonly problem: null }
  | { readonly hash: null; readonly problem: PromptrailError };

/**
 * Reads a dataset once, for its hash and for all that else is asked of its cases: each is shown to `onCase` with its place, also
 * behind one that does not fit the dataset's own schemas or has the id of another. Only a row that is no case ends it earlier.
 */
export async function checkDataset(
  dataset: Dataset,
  onCase: (placed: PlacedCase) => Promise<void> | void,
): Promise<CheckedDataset> {
  const digests = new CaseDigests();
  const problems: PromptrailError[] = [];
  const take = async (placed: PlacedCase, require: () => Promise<void>) => {
    await keeping(problems, require);
    if (problems.length === 0) digests.add(digestCase(dataset.name, placed.testCase));
    await onCase(placed);
  };
  const source = findRowSource(dataset);
  await keeping(problems, () =>
    source === null ? readForeign(dataset, take) : readRows(source, take),
  );
  const [problem] = problems;
  return problem === undefined
    ? { hash: digests.toHash(), problem: null }
    : { hash: null, problem };
}

type Take = (placed: PlacedCase, require: () => Promise<void>) => Promise<void>;

/** A dataset of another maker, which looks at its cases by itself. */
async function readForeign(dataset: Dataset, take: Take): Promise<void> {
  const place = { source: dataset.name, line: null };
  for await (const testCase of dataset.read()) await take({ testCase, place }, async () => {});
}

async function readRows({ source, read, settings }: RowSource, take: Take): Promise<void> {
  const ids = new SeenIds();
  let isEmpty = true;
  for await (const { row, place } of read()) {
    const testCase = await parseRow(row, place, {});
    isEmpty = false;
    await take({ testCase, place }, async () => {
      await requireSchemas(testCase, place, settings);
      ids.add(testCase.id, place);
    });
  }
  if (isEmpty) throw datasetError({ source, line: null }, noCases);
}

async function keeping(problems: PromptrailError[], work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!isPromptrailError(error)) throw error;
    problems.push(error);
  }
}
