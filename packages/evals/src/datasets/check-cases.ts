import type { Case } from "@promptrail/core";
import { datasetError, noCases, type RowPlace } from "./dataset-error.js";
import { parseRow } from "./parse-row.js";
import type { RowSettings } from "./row-settings.js";

/** A row before it is parsed, with its place. */
export interface PlacedRow {
  readonly row: unknown;
  readonly place: RowPlace;
}

interface CheckSettings extends RowSettings {
  /** Whether ids and schemas were checked before: who reads them sees whether the rows are still the same. */
  readonly again?: boolean | undefined;
}

/**
 * Parses rows one by one. Throws `dataset_invalid` for a row that does not fit, an id that came before
 * (with both places), and a dataset without rows. Keeps the ids in memory, not the cases.
 */
export async function* checkCases(
  source: string,
  rows: AsyncIterable<PlacedRow> | Iterable<PlacedRow>,
  { again = false, ...settings }: CheckSettings,
): AsyncGenerator<Case> {
  const ids = new SeenIds();
  let isEmpty = true;
  for await (const { row, place } of rows) {
    const parsed = await parseRow(row, place, again ? {} : settings);
    if (!again) ids.add(parsed.id, place);
    isEmpty = false;
    yield parsed;
  }
  if (isEmpty) {
    throw datasetError({ source, line: null }, noCases);
  }
}

/** The ids that came, each once. */
export class SeenIds {
  /** A number each, and no object: a large dataset has many. */
  readonly #lines = new Map<string, RowPlace["line"]>();

  /** Throws `dataset_invalid` for one that came before, with both places. */
  add(id: string, place: RowPlace): void {
    const earlier = this.#lines.get(id);
    if (earlier !== undefined) {
      const where = earlier === null ? "" : ` (line ${earlier})`;
      throw datasetError(
        place,
        `the id "${id}" was used before${where}. Give each case a unique id.`,
      );
    }
    this.#lines.set(id, place.line);
  }
}
