import { stripVTControlCharacters } from "node:util";
import { showControls } from "@promptrail/core/portable";
import { textWidth, wrapText } from "@promptrail/evals/wrap-text";
import { sealedCode } from "../ink/create-ink.js";

interface Table {
  /** What the columns are called; absent: nothing. */
  readonly head?: readonly string[] | undefined;
  readonly rows: readonly (readonly string[])[];
}

const gap = "  ";

/** A column of texts is readable from this width on; below it, rows are stacked. */
const leastText = 16;
/** A word of this width is not broken within a table. */
const longestWord = 24;

/**
 * Columns of equal width, two spaces apart. Where they do not fit into a terminal's, texts are wrapped within their
 * columns; where that leaves too little, each row becomes a block of lines. Nothing is left out.
 *
 * @param columns of the terminal; infinite for none.
 */
export function formatTable({ head, rows }: Table, columns: number): string {
  const lines = [...(head === undefined ? [] : [head]), ...rows].map((row) => row.map(toOneRow));
  const natural = measure(lines, widthOf);
  const least = measure(lines, leastWidthOf);
  if (totalOf(natural) <= columns) return formatColumns(lines, natural);
  if (totalOf(least) <= columns)
    return formatColumns(lines, fitWidths({ natural, least, columns }));
  return stackRows(
    { head: head?.map(toOneRow), rows: rows.map((row) => row.map(toOneRow)) },
    columns,
  );
}

/** A cell is one line, whatever it holds: a control in it is seen, and counts for its width. */
function toOneRow(cell: string): string {
  const pieces = cell.split(sealedCode);
  return pieces.map((piece, at) => (at % 2 === 0 ? toShownLine(piece) : piece)).join("");
}

function toShownLine(text: string): string {
  return showControls(text.replaceAll(/[\t\r\n\u2028\u2029]+/gu, " "));
}

function measure(
  rows: readonly (readonly string[])[],
  width: (cell: string) => number,
): readonly number[] {
  const widths: number[] = [];
  for (const row of rows) {
    for (const [column, cell] of row.entries()) {
      widths[column] = Math.max(widths[column] ?? 0, width(cell));
    }
  }
  return widths;
}

function widthOf(cell: string): number {
  return textWidth(stripVTControlCharacters(cell));
}

/** What a cell needs at least: its longest word, and enough of a text. */
function leastWidthOf(cell: string): number {
  const text = stripVTControlCharacters(cell);
  const words = text.trim().split(" ").map(widthOf);
  const longest = Math.min(longestWord, Math.max(...words));
  const indent = text.length - text.trimStart().length;
  return Math.min(widthOf(cell), indent + Math.max(leastText, longest));
}

function totalOf(widths: readonly number[]): number {
  return widths.reduce((sum, width) => sum + width, 0) + gap.length * (widths.length - 1);
}

interface Fitting {
  readonly natural: readonly number[];
  readonly least: readonly number[];
  readonly columns: number;
}

/** Shares what is left among the columns that want more, the one that lacks the most first. */
function fitWidths({ natural, least, columns }: Fitting): readonly number[] {
  const widths = [...least];
  for (let left = columns - totalOf(widths); left > 0; left -= 1) {
    const lacks = widths.map((width, column) => (natural[column] ?? 0) - width);
    const column = lacks.indexOf(Math.max(...lacks));
    widths[column] = (widths[column] ?? 0) + 1;
  }
  return widths;
}

function formatColumns(rows: readonly (readonly string[])[], widths: readonly number[]): string {
  return rows.flatMap((row) => formatRow(row, widths)).join("\n");
}

function formatRow(row: readonly string[], widths: readonly number[]): readonly string[] {
  const cells = row.map((cell, column) => wrapCell(cell, widths[column] ?? 0));
  const height = Math.max(...cells.map((lines) => lines.length));
  return Array.from({ length: height }, (_, line) =>
    cells
      .map((lines, column) => fill(lines[line] ?? "", widths[column] ?? 0))
      .join(gap)
      .trimEnd(),
  );
}

function fill(text: string, width: number): string {
  const used = widthOf(text);
  // A painted cell that is empty has codes, behind which no space would be seen as the line's end.
  return (used === 0 ? "" : text) + " ".repeat(Math.max(0, width - used));
}

/** The lines of a cell, each painted as the cell is. */
function wrapCell(cell: string, width: number): readonly string[] {
  if (widthOf(cell) <= width) return [cell];
  const [, begin = "", text = "", end = ""] = paintedCell.exec(cell) ?? [];
  const indent = /^ */.exec(text)?.[0] ?? "";
  const plain = stripVTControlCharacters(text);
  const wrapped = wrapText(plain, { width, first: indent, rest: indent });
  return wrapped.split("\n").map((line) => `${begin}${line}${end}`);
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: the codes of our own colours.
const paintedCell = /^((?:\u001b\[[\d;]*m)*)(.*?)((?:\u001b\[[\d;]*m)*)$/su;

/** A block of lines for each row: what a column is called, and its cell; an empty cell is left out. */
function stackRows({ head = [], rows }: Table, columns: number): string {
  const label = Math.max(0, ...head.map(widthOf));
  const blocks = rows.map((row) =>
    row.flatMap((cell, column) => {
      if (widthOf(cell) === 0) return [];
      if (head.length === 0) return wrapCell(column === 0 ? cell : `      ${cell}`, columns);
      const name = fill(head[column] ?? "", label);
      const [first = "", ...rest] = wrapCell(cell, Math.max(leastText, columns - label - 2));
      const indent = " ".repeat(label + gap.length);
      return [`${name}${gap}${first}`, ...rest.map((line) => `${indent}${line}`)];
    }),
  );
  return blocks.map((lines) => lines.join("\n")).join(head.length === 0 ? "\n" : "\n\n");
}
