import { withoutMark } from "@promptrail/core/portable";
import { parse } from "csv-parse/sync";
import { alwaysJson, type CsvColumn, parseCsvHeader } from "../../datasets/csv/csv-header.js";
import { type CsvForm, detectForm } from "../../datasets/csv/detect-delimiter.js";
import type { CsvSettings } from "../../datasets/csv-settings.js";
import { listCells, toCell } from "./csv-cells.js";
import { findLineEnd } from "./line-end.js";
import type { FileRow, RowChanges } from "./row-changes.js";

interface CsvRecord {
  readonly cells: readonly string[];
  /** As it is written, without the end of its line. */
  readonly raw: string;
}

/**
 * The text of a CSV file with changed rows: other rows and the titles stay as they are written, but for columns that are
 * added at the end where a row has what no column holds.
 */
export function changeCsv(written: string, changes: RowChanges, settings: CsvSettings): string {
  const mark = written.startsWith("\uFEFF") ? "\uFEFF" : "";
  const text = withoutMark(written);
  const form = detectForm(text, settings);
  const { delimiter, firstLine } = form;
  const [header, ...records] = readRecords(text, form);
  const place = { source: settings.name ?? "the file", line: firstLine };
  const columns = header === undefined ? [] : parseCsvHeader(header.cells, settings, place);
  const added = findNewColumns(columns, changes, header === undefined ? settings : {});
  const all = [...columns, ...added];
  const idAt = columns.findIndex(({ path }) => path.join(".") === "id");
  const clusterAt = all.findIndex(({ path }) => path.join(".") === "cluster");
  const quote = (cell: string) => toCell(cell, delimiter);
  const join = (cells: readonly string[]) => cells.map(quote).join(delimiter);
  const titles = added.map(({ title }) => title);
  const room = { width: columns.length, more: added.length, delimiter };
  const kept = records.flatMap((record): readonly string[] => {
    const { cells } = record;
    const id = cells[idAt] ?? "";
    if (changes.remove.has(id)) return [];
    const cluster = changes.clusters.get(id);
    if (cluster === undefined) return [widen(record, room)];
    const wide = Array.from({ length: all.length }, (_, at) => cells[at] ?? "");
    return [join(wide.with(clusterAt, cluster))];
  });
  const head = header === undefined ? join(titles) : widenHead(header, titles.map(quote), room);
  const end = findLineEnd(text);
  const above = text.split(/\r?\n/).slice(0, firstLine - 1);
  const rows = changes.add.map((row) => join(listCells(row, all)));
  return mark + [...above, head, ...kept, ...rows, ""].join(end);
}

/** As it is written, with room for columns at its end: a spreadsheet may have written cells there that no title names. */
function widen(
  { cells, raw }: CsvRecord,
  {
    width,
    more,
    delimiter,
  }: { readonly width: number; readonly more: number; readonly delimiter: string },
): string {
  if (more === 0) return raw;
  const beyond = delimiter.repeat(Math.max(0, cells.length - width));
  if (raw.endsWith(beyond))
    return raw.slice(0, raw.length - beyond.length) + delimiter.repeat(more);
  return [...cells.slice(0, width), ...Array.from({ length: more }, () => "")]
    .map((cell) => toCell(cell, delimiter))
    .join(delimiter);
}

function widenHead(
  header: CsvRecord,
  titles: readonly string[],
  room: Parameters<typeof widen>[1],
) {
  if (titles.length === 0) return header.raw;
  return widen(header, { ...room, more: 1 }) + titles.join(room.delimiter);
}

function readRecords(
  text: string,
  { delimiter, firstLine, rowEnds }: CsvForm,
): readonly CsvRecord[] {
  const read: readonly unknown[] = parse(text, {
    delimiter,
    from_line: firstLine,
    record_delimiter: [...rowEnds],
    relax_column_count: true,
    skip_empty_lines: true,
    skip_records_with_empty_values: true,
    raw: true,
  });
  return read.filter(isRawRecord).map(({ record, raw }) => ({
    cells: record,
    // Line ends within quotes are not at the ends of a record.
    raw: raw.replaceAll(/^[\r\n]+|[\r\n]+$/g, ""),
  }));
}

/** What the parser gives with `raw`, which its types do not say. */
function isRawRecord(
  value: unknown,
): value is { readonly record: readonly string[]; readonly raw: string } {
  return typeof value === "object" && value !== null && "record" in value && "raw" in value;
}

/**
 * Columns for what the rows that come have and no column holds; JSON where it is no text.
 *
 * @param settings of a file that is made: it gets every column that they name, by which it is read.
 */
function findNewColumns(
  columns: readonly CsvColumn[],
  { add, clusters }: RowChanges,
  settings: CsvSettings,
): readonly CsvColumn[] {
  const known = new Set(columns.map(({ path }) => path.join(".")));
  const titles = new Map(Object.entries(settings.columns ?? {}).map(([title, of]) => [of, title]));
  const json = new Set([...alwaysJson, ...(settings.json ?? [])]);
  const named = [...titles.keys(), ...(settings.json ?? [])];
  const found = new Map<string, CsvColumn>();
  const need = (path: readonly string[]) => {
    const target = path.join(".");
    const title = titles.get(target) ?? target;
    if (!known.has(target)) found.set(target, { title, path, isJson: json.has(target) });
  };
  if (clusters.size > 0) need(["cluster"]);
  const ends = new Set([...known, ...named]);
  for (const row of add) for (const path of listPaths(row, ends)) need(path);
  for (const target of named) need(target.split("."));
  return [...found.values()];
}

/** The places of a row's values; members of context and ground truth have columns of their own. */
function listPaths(row: FileRow, ends: ReadonlySet<string>): readonly (readonly string[])[] {
  const walk = (value: unknown, path: readonly string[]): readonly (readonly string[])[] => {
    const isOpen = path[0] === "context" || path[0] === "ground_truth";
    if (!isOpen || ends.has(path.join(".")) || !isPlainObject(value)) return [path];
    return Object.entries(value).flatMap(([name, member]) => walk(member, [...path, name]));
  };
  return Object.entries(row).flatMap(([name, value]) => walk(value, [name]));
}

function isPlainObject(value: unknown): value is object {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
