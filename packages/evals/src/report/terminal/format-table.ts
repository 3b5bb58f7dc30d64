import { stripVTControlCharacters } from "node:util";

interface TableSettings {
  /** Titles first; each row as long as the titles. */
  readonly rows: readonly (readonly string[])[];
  readonly mark: (text: string) => string;
}

/** A table with box-drawing lines; the first column to the left, the others to the right. */
export function formatTable({ rows, mark }: TableSettings): string {
  const [titles = [], ...body] = rows;
  const widths = titles.map((_, column) =>
    Math.max(...rows.map((row) => width(row[column] ?? ""))),
  );
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

function fill(text: string, size: number, isLeft: boolean): string {
  const space = " ".repeat(Math.max(0, size - width(text)));
  return isLeft ? text + space : space + text;
}

function width(text: string): number {
  return [...stripVTControlCharacters(text)].length;
}
