import { finished } from "node:stream/promises";
import { CsvError, parse } from "csv-parse";
import type { CsvSettings } from "../csv-settings.js";
import { datasetError } from "../dataset-error.js";
import { readText } from "../read-lines.js";
import { type CsvForm, detectForm } from "./detect-delimiter.js";

interface CsvRecord {
  readonly cells: readonly string[];
  /** Where it begins, from 1: a cell may hold lines. */
  readonly line: number;
}

/** The records of a CSV file, its title line among them. */
export async function* readCsvRecords(
  file: string,
  settings: CsvSettings,
): AsyncGenerator<CsvRecord> {
  const { text, form } = await readForm(file, settings);
  const { delimiter, firstLine, rowEnds } = form;
  const read: CsvRecord[] = [];
  let nextLine = firstLine;
  const parser = parse({
    delimiter,
    from_line: firstLine,
    record_delimiter: [...rowEnds],
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
    `the row is not valid CSV (${code}). Close the quotes of each cell, and double the quotes inside a cell.`,
  );
}
