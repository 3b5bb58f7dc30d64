import { stripVTControlCharacters } from "node:util";

/** Columns of equal width, two spaces apart; the last one runs free. */
export function formatTable(rows: readonly (readonly string[])[]): string {
  const widths: number[] = [];
  for (const row of rows) {
    for (const [column, cell] of row.entries()) {
      widths[column] = Math.max(widths[column] ?? 0, widthOf(cell));
    }
  }
  return rows.map((row) => formatRow(row, widths)).join("\n");
}

function formatRow(row: readonly string[], widths: readonly number[]): string {
  return row
    .map((cell, column) =>
      column === row.length - 1 ? cell : cell + " ".repeat((widths[column] ?? 0) - widthOf(cell)),
    )
    .join("  ")
    .trimEnd();
}

function widthOf(cell: string): number {
  return [...stripVTControlCharacters(cell)].length;
}
