import type { CsvColumn } from "../../datasets/csv/csv-header.js";
import type { FileRow } from "./row-changes.js";

/** A row's cells in the order of the columns; empty where it has nothing. */
export function listCells(row: FileRow, columns: readonly CsvColumn[]): readonly string[] {
  return columns.map(({ path, isJson }) => toText(findAt(row, path), isJson));
}

/** A cell as it is written: in quotes where it would be read otherwise. */
export function toCell(cell: string, delimiter: string): string {
  const isPlain = !/["\r\n]|^\s|\s$/.test(cell) && !cell.includes(delimiter);
  return isPlain ? cell : `"${cell.replaceAll('"', '""')}"`;
}

function findAt(row: FileRow, path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (value, name) =>
      typeof value === "object" && value !== null ? Reflect.get(value, name) : undefined,
    row,
  );
}

function toText(value: unknown, isJson: boolean): string {
  if (value === undefined || (value === null && !isJson)) return "";
  if (typeof value === "string" && !isJson) return value;
  const isTags = Array.isArray(value) && value.every((item) => typeof item === "string");
  return isTags && !isJson ? value.join("; ") : JSON.stringify(value);
}
