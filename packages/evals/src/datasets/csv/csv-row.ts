import { readJson } from "@promptrail/core/portable";
import { datasetError, type RowPlace, requireDigits } from "../dataset-error.js";
import type { CsvColumn } from "./csv-header.js";

interface RowObject {
  [key: string]: unknown;
}

/** One record → a row in the form of the other formats. Empty tags, cluster, ground truth and turns count as absent. */
export function toCsvRow(
  cells: readonly string[],
  columns: readonly CsvColumn[],
  place: RowPlace,
): RowObject {
  requireWidth(cells, columns.length, place);
  const row: RowObject = {};
  for (const [index, column] of columns.entries()) {
    const cell = cells[index] ?? "";
    const [root] = column.path;
    if (root === "id" && cell.trim() === "") {
      throw datasetError(
        place,
        `the row has no "id": its cell of "${column.title}" is empty. Give each row an id of its own.`,
      );
    }
    if (cell === "" && root !== "context") continue;
    if (root === "tags") row["tags"] = toTags(cell);
    else setAt(row, column.path, column.isJson ? parseCell(cell, column, place) : cell);
  }
  return row;
}

/** Cells beyond the titles must be empty; a row that is short was mostly broken by a line break without quotes. */
function requireWidth(cells: readonly string[], width: number, place: RowPlace): void {
  const beyond = cells.findIndex((cell, index) => index >= width && cell.trim() !== "");
  if (cells.length >= width && beyond < 0) return;
  const found = beyond < 0 ? cells.length : `a ${beyond + 1}th`;
  throw datasetError(
    place,
    `the row is not valid CSV: it has ${found} ${beyond < 0 ? "cells" : "cell"}, but the header line has ${width}. Give each row as many cells as the header line, and put a cell with a delimiter or a line break into quotes.`,
  );
}

function toTags(cell: string): readonly string[] {
  return cell
    .split(";")
    .map((tag) => tag.trim())
    .filter((tag) => tag !== "");
}

function parseCell(cell: string, column: CsvColumn, place: RowPlace): unknown {
  if (cell.trim() === "") {
    throw datasetError(
      place,
      `the cell of "${column.title}" is empty, which is not JSON, and the setting \`json\` names its column. Write null, "" or [] into it, whichever you mean.`,
    );
  }
  const read = readJson(cell);
  if (read === undefined) {
    throw datasetError(
      place,
      `the cell of "${column.title}" is not JSON. Correct the cell, or remove the column from the setting \`json\`.`,
    );
  }
  requireDigits(read.lost === null ? null : [...column.path, ...read.lost], place);
  return read.value;
}

function setAt(row: RowObject, path: readonly string[], value: unknown): void {
  let target = row;
  for (const key of path.slice(0, -1)) {
    const next = target[key];
    const child: RowObject = isRowObject(next) ? next : {};
    target[key] = child;
    target = child;
  }
  const last = path.at(-1);
  if (last !== undefined) target[last] = value;
}

function isRowObject(value: unknown): value is RowObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
