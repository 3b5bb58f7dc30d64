import type { Case } from "@promptrail/core";
import { datasetError, type RowPlace } from "./dataset-error.js";
import { parseRow } from "./parse-row.js";
import type { RowSettings } from "./row-settings.js";

/** A row before it is parsed, with its place. */
export interface PlacedRow {
  readonly row: unknown;
  readonly place: RowPlace;
}

/**
 * Parses rows one by one. Throws `dataset_invalid` for a row that does not fit, an id that came before
 * (with both places), and a dataset without rows. Keeps the ids in memory, not the cases.
 */
export async function* checkCases(
  source: string,
  rows: AsyncIterable<PlacedRow> | Iterable<PlacedRow>,
  settings: RowSettings,
): AsyncGenerator<Case> {
  const places = new Map<string, RowPlace>();
  for await (const { row, place } of rows) {
    const parsed = await parseRow(row, place, settings);
    const earlier = places.get(parsed.id);
    if (earlier !== undefined) {
      const where = earlier.line === null ? "" : ` (line ${earlier.line})`;
      throw datasetError(
        place,
        `the id "${parsed.id}" was used before${where}. Give each case a unique id.`,
      );
    }
    places.set(parsed.id, place);
    yield parsed;
  }
  if (places.size === 0) {
    throw datasetError(
      { source, line: null },
      "the dataset has no cases. Add at least one row, or name another file.",
    );
  }
}
