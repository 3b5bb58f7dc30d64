import { markup } from "../markup/markup.js";

/** What a plot shows, as a table: rows of texts, each as long as the columns. */
export interface PlotTable {
  readonly caption: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** The table as an HTML `<table>`; the first cell of each row is its heading. */
export function toTableHtml({ caption, columns, rows }: PlotTable): string {
  const head = columns.map((column) => markup`<th scope="col">${column}</th>`);
  const body = rows.map(([first = "", ...cells]) => {
    return markup`<tr><th scope="row">${first}</th>${cells.map((cell) => markup`<td>${cell}</td>`)}</tr>`;
  });
  return markup`<table><caption>${caption}</caption><thead><tr>${head}</tr></thead><tbody>${body}</tbody></table>`
    .text;
}
