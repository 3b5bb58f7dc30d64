import type { Case, Dataset } from "@promptrail/core";
import type { RowPlace } from "./dataset-error.js";
import { findRowReader } from "./dataset-origin.js";
import { parseRow } from "./parse-row.js";

export interface PlacedCase {
  readonly testCase: Case;
  readonly place: RowPlace;
}

/**
 * The cases of a dataset with their places, one after another, not held against the dataset's own schemas, so that the reader may go
 * on behind one that does not fit. Throws `dataset_invalid` for a row that is no case.
 */
export async function* readPlacedCases(dataset: Dataset): AsyncGenerator<PlacedCase> {
  const readRows = findRowReader(dataset);
  if (readRows === null) {
    const place = { source: dataset.name, line: null };
    for await (const testCase of dataset.read(true)) yield { testCase, place };
    return;
  }
  for await (const { row, place } of readRows()) {
    yield { testCase: await parseRow(row, place, {}), place };
  }
}
