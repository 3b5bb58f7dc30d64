import { Readable } from "node:stream";
import { type Dataset, isPromptrailError } from "@promptrail/core";
import { CsvError, parse } from "csv-parse";
import { checkCases, type PlacedRow } from "../check-cases.js";
import { datasetError } from "../dataset-error.js";
import { type DatasetPath, toDatasetName, toFilePath } from "../dataset-file.js";
import { readText } from "../read-lines.js";
import { type CsvColumn, parseCsvHeader } from "./csv-header.js";
import { toCsvRow } from "./csv-row.js";
import type { CsvSettings } from "./csv-settings.js";

/**
 * Cases in a CSV file with a title line. Columns: `id`, `tags` (separated by `;`), `cluster`, `ground_truth`,
 * and dotted ones for members: `context.product.name`, `ground_truth.score`. Read row by row.
 * Throws `dataset_invalid` with file and line while it is read.
 */
export function csv<Context = unknown, GroundTruth = unknown>(
  path: DatasetPath,
  settings: CsvSettings<Context, GroundTruth> = {},
): Dataset<Context, GroundTruth> {
  const file = toFilePath(path);
  return {
    name: settings.name ?? toDatasetName(path),
    read: () => checkCases(file, readRows(file, settings), settings),
  };
}

interface CsvRecord {
  readonly record: readonly string[];
  readonly info: { readonly lines: number };
}

async function* readRows(file: string, settings: CsvSettings): AsyncGenerator<PlacedRow> {
  let columns: readonly CsvColumn[] | undefined;
  for await (const { record, info } of readRecords(file, settings.delimiter ?? ",")) {
    const place = { source: file, line: info.lines };
    if (columns === undefined) columns = parseCsvHeader(record, settings, place);
    else yield { row: toCsvRow(record, columns, place), place };
  }
}

async function* readRecords(file: string, delimiter: string): AsyncGenerator<CsvRecord> {
  const parser = parse({ delimiter, info: true, skip_empty_lines: true });
  const text = Readable.from(readText(file));
  text.on("error", (error) => parser.destroy(error));
  try {
    yield* text.pipe(parser);
  } catch (error) {
    if (isPromptrailError(error)) throw error;
    const line = error instanceof CsvError && typeof error.lines === "number" ? error.lines : null;
    const code = error instanceof CsvError ? error.code : String(error);
    throw datasetError(
      { source: file, line },
      `the row is not valid CSV (${code}). Give each row as many cells as the header line, and close its quotes.`,
    );
  } finally {
    text.destroy();
  }
}
