import type { Verdict } from "@promptrail/core";
import { Markup, type MarkupPart, markup, type Plot, toTableHtml } from "@promptrail/plots";

const signs = { pass: "✓", fail: "✕", inconclusive: "?" } as const;
const words = { pass: "Pass", fail: "Fail", inconclusive: "Inconclusive" } as const;

export function toBadge(verdict: Verdict): Markup {
  return markup`<span class="badge ${verdict}"><span aria-hidden="true">${signs[verdict]}</span>${words[verdict]}</span>`;
}

/** In the place of a verdict that there is none of. */
export function toErrorBadge(): Markup {
  return markup`<span class="badge fail"><span aria-hidden="true">${signs.fail}</span>Error</span>`;
}

interface CardSettings {
  readonly id: string;
  readonly title: string;
  readonly parts: readonly MarkupPart[];
}

/** A part of a run, with a heading. */
export function toCard({ id, title, parts }: CardSettings): Markup {
  return markup`
<section class="card" id="${id}"><h3>${title}</h3>${parts}</section>`;
}

interface TableSettings {
  /** What it is called where it is not seen. */
  readonly name: string;
  readonly titles: readonly string[];
  /** The first cell of each is its heading. */
  readonly rows: readonly (readonly MarkupPart[])[];
  /** Whether its cells are sentences, and not figures. */
  readonly isText?: boolean;
}

/** A table that scrolls sideways where the window is narrower than it. */
export function toTable({ name, titles, rows, isText = false }: TableSettings): Markup {
  const body = rows.map(([first = "", ...cells]) => {
    return markup`<tr><th scope="row">${first}</th>${cells.map((cell) => markup`<td>${cell}</td>`)}</tr>`;
  });
  const head = titles.map((title) =>
    title === "" ? markup`<td></td>` : markup`<th scope="col">${title}</th>`,
  );
  return inScroll(
    name,
    markup`<table class="${isText ? "words" : "figures"}"><thead><tr>${head}</tr></thead><tbody>${body}</tbody></table>`,
  );
}

interface FigureSettings {
  /** The plot at a width; both are in the page, and the window's width chooses. */
  readonly draw: (size: { readonly id: string; readonly width: number }) => Plot;
  readonly id: string;
  /** How the picture is read. */
  readonly caption: string;
}

/** A plot, what it shows, and the same as a table. */
export function toFigure({ draw, id, caption }: FigureSettings): Markup {
  const wide = draw({ id: `${id}-wide`, width: 760 });
  const narrow = draw({ id: `${id}-narrow`, width: 340 });
  const table = new Markup(toTableHtml(wide.table));
  return markup`
<figure><div class="wide">${new Markup(wide.svg)}</div><div class="narrow">${new Markup(narrow.svg)}</div><figcaption>${keepUnits(caption)}</figcaption></figure>
<details class="table-of"><summary>As a table</summary><div class="inside">${inScroll(wide.table.caption, table)}</div></details>`;
}

function inScroll(name: string, table: Markup): Markup {
  return markup`<div class="scroll" tabindex="0" role="group" aria-label="${name}">${table}</div>`;
}

/** Lines of text as paragraphs; nothing of none. */
export function toParagraphs(lines: readonly string[]): readonly Markup[] {
  return lines.map((line) => markup`<p class="small">${keepUnits(line.trim())}</p>`);
}

/** A line of ours, whose signs of per cent stay with their numbers. */
export function keepUnits(line: string): string {
  return line.replaceAll(" %", "\u00A0%");
}
