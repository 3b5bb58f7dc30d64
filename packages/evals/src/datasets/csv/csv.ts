import { finished } from "node:stream/promises";
import type { Dataset } from "@promptrail/core";
import { CsvError, parse } from "csv-parse";
import { checkCases, type PlacedRow } from "../check-cases.js";
import { datasetError } from "../dataset-error.js";
import { type DatasetPath, toDatasetName, toFilePath } from "../dataset-file.js";
import { readText } from "../read-lines.js";
import { type CsvColumn, parseCsvHeader } from "./csv-header.js";
import { toCsvRow } from "./csv-row.js";
import type { CsvSettings } from "./csv-settings.js";
import { type CsvForm, detectForm } from "./detect-delimiter.js";

/**
 * Cases in a CSV file with a title line. Columns: `id`, `tags` (separated by `;`), `cluster`, `ground_truth`,
 * and dotted ones for members: `context.product.name`, `ground_truth.score`. Read row by row, also as Excel
 * writes it: with `;`, a line `sep=;`, columns without a title and rows without a cell.
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

async function* readRows(file: string, settings: CsvSettings): AsyncGenerator<PlacedRow> {
  let columns: readonly CsvColumn[] | undefined;
  for await (const { cells, line } of readRecords(file, settings)) {
    const place = { source: file, line };
    if (columns === undefined) columns = parseCsvHeader(cells, settings, place);
    else yield { row: toCsvRow(cells, columns, place), place };
  }
}

interface CsvRecord {
  readonly cells: readonly string[];
  /** Where it begins, from 1: a cell may hold lines. */
  readonly line: number;
}

async function* readRecords(file: string, settings: CsvSettings): AsyncGenerator<CsvRecord> {
  const { text, form } = await readForm(file, settings);
  const { delimiter, firstLine } = form;
  const read: CsvRecord[] = [];
  let nextLine = firstLine;
  const parser = parse({
    delimiter,
    from_line: firstLine,
    // A row may end in cells of columns that have no title; what is too many or too few is told by us.
    relax_column_count: true,
    skip_empty_lines: true,
    skip_records_with_empty_values: true,
    // Taken here and not from the stream, which drops what it has read before a fault: rows have faults, too.
    on_record: (record: string[], { lines }) => {
      nextLine = lines + 1;
      // Read before an editor changed the ends of lines or after, a text in a cell is the same.
      const cells = record.map((cell) => cell.replaceAll("\r\n", "\n"));
      read.push({ cells, line: lines - countLines(cells) });
      return null;
    },
  }).resume();
  let failure: unknown = null;
  parser.on("error", (error) => {
    failure ??= error;
  });
  for await (const piece of text) {
    await new Promise((resolve) => parser.write(piece, resolve));
    yield* read.splice(0);
    if (failure !== null) break;
  }
  await finished(parser.end()).catch(() => {});
  yield* read.splice(0);
  if (failure !== null) throw notCsv(file, nextLine, failure);
}

/** The file's text, and its form by the beginning of it. */
async function readForm(
  file: string,
  settings: CsvSettings,
): Promise<{ readonly text: AsyncIterable<string>; readonly form: CsvForm }> {
  const pieces = readText(file);
  let start = "";
  for (let next = await pieces.next(); next.done !== true; next = await pieces.next()) {
    start += next.value;
    if (/\n[^\n]*\n/.test(start)) break;
  }
  const text = async function* () {
    yield start;
    yield* pieces;
  };
  return { text: text(), form: detectForm(start, settings) };
}

function countLines(cells: readonly string[]): number {
  return cells.reduce((count, cell) => count + cell.split("\n").length - 1, 0);
}

/** A quote that is never closed takes the rest of the file for its cell: what is wrong is where its row begins. */
function notCsv(file: string, rowLine: number, error: unknown) {
  const isOpen = error instanceof CsvError && error.code === "CSV_QUOTE_NOT_CLOSED";
  const told = error instanceof CsvError && typeof error.lines === "number" ? error.lines : null;
  const code = error instanceof CsvError ? error.code : String(error);
  return datasetError(
    { source: file, line: isOpen ? rowLine : told },
    `not CSV (${code}). Close the quotes of each cell, and double those inside of one.`,
  );
}
