import type { Dataset } from "@promptrail/core";
import { checkCases, type PlacedRow } from "../check-cases.js";
import type { CsvSettings } from "../csv-settings.js";
import { type DatasetPath, toDatasetName, toFilePath } from "../dataset-file.js";
import { readFromFile, withRows } from "../dataset-origin.js";
import { requireDatasetSettings } from "../settings/require-dataset-settings.js";
import { type CsvColumn, parseCsvHeader } from "./csv-header.js";
import { toCsvRow } from "./csv-row.js";

/**
 * Cases in a CSV file with a title line. Columns: `id`, `tags` (separated by `;`), `cluster`, `ground_truth`,
 * and dotted ones for members: `context.product.name`, `ground_truth.score`; `earlier_turns`, `turns` and `origin` hold JSON. Read row by row, also as Excel
 * writes it: with `;`, a line `sep=;`, columns without a title and rows without a cell.
 * Throws `invalid_definition` for settings that do not fit, and `dataset_invalid` with file and line while it is read.
 */
export function csv<Context = unknown, GroundTruth = unknown>(
  path: DatasetPath,
  settings: CsvSettings<Context, GroundTruth> = {},
): Dataset<Context, GroundTruth> {
  requireDatasetSettings("csv", path, settings);
  const file = toFilePath(path);
  const dataset: Dataset<Context, GroundTruth> = {
    name: settings.name ?? toDatasetName(path),
    read: (again) => checkCases(file, readRows(file, settings), { ...settings, again }),
  };
  const rows = { source: file, read: () => readRows(file, settings), settings };
  return readFromFile(withRows(dataset, rows), { file, format: "csv", settings });
}

/** What parses CSV is loaded when a file is read: most processes that import suites read none. */
async function* readRows(file: string, settings: CsvSettings): AsyncGenerator<PlacedRow> {
  const { readCsvRecords } = await import("./read-csv-records.js");
  let columns: readonly CsvColumn[] | undefined;
  for await (const { cells, line } of readCsvRecords(file, settings)) {
    const place = { source: file, line };
    if (columns === undefined) columns = parseCsvHeader(cells, settings, place);
    else yield { row: toCsvRow(cells, columns, place), place };
  }
}
