import { stripVTControlCharacters } from "node:util";
import { textWidth } from "./width/text-width.js";

interface TableSettings {
  /** Titles first; each row as long as the titles. */
  readonly rows: readonly (readonly string[])[];
  readonly mark: (text: string) => string;
  /** Of a line; where the table does not fit, each row becomes a block of lines. Default: any number. */
  readonly columns?: number | undefined;
}

/** A table with box-drawing lines; the first column to the left, the others to the right. */
export function formatTable({
  rows,
  mark,
  columns = Number.POSITIVE_INFINITY,
}: TableSettings): string {
  const [titles = [], ...body] = rows;
  const widths = titles.map((_, column) =>
    Math.max(...rows.map((row) => width(row[column] ?? ""))),
  );
  // Each column has a space on each side and a line behind it, and one stands in front of all.
  if (widths.reduce((sum, size) => sum + size + 3, 1) > columns) return stackRows(titles, body);
  const rule = (left: string, middle: string, right: string) =>
    mark(`${left}${widths.map((size) => "─".repeat(size + 2)).join(middle)}${right}`);
  const line = (row: readonly string[]) =>
    `${mark("│")}${widths
      .map((size, column) => ` ${fill(row[column] ?? "", size, column === 0)} `)
      .join(mark("│"))}${mark("│")}`;
  return [
    rule("┌", "┬", "┐"),
    line(titles),
    rule("├", "┼", "┤"),
    ...body.map(line),
    rule("└", "┴", "┘"),
  ].join("\n");
}

/** The title of each row, and below it a line for each column. */
function stackRows([, ...titles]: readonly string[], rows: readonly (readonly string[])[]): string {
  const size = Math.max(...titles.map(width));
  return rows
    .flatMap(([title = "", ...cells]) => [
      title,
      ...cells.map((cell, column) => `  ${fill(titles[column] ?? "", size, true)}  ${cell}`),
    ])
    .join("\n");
}

function fill(text: string, size: number, isLeft: boolean): string {
  const space = " ".repeat(Math.max(0, size - width(text)));
  return isLeft ? text + space : space + text;
}

function width(text: string): number {
  return textWidth(stripVTControlCharacters(text));
}
