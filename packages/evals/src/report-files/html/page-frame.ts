import { type Markup, type MarkupPart, markup } from "@promptrail/plots";
import { pageStyles } from "./page-styles.js";
import { toStandAlonePage } from "./stand-alone-page.js";

export interface PageSettings {
  /** The heading of the page. */
  readonly title: string;
  /** What it is about, for the window's title. */
  readonly name: string;
  /** What stands below the heading: "1 run · production". */
  readonly facts: readonly string[];
  readonly madeAt: Date;
  readonly contents: readonly ContentsItem[];
  readonly main: MarkupPart;
}

/** A link to a part of the page, with those inside of it. */
export interface ContentsItem {
  readonly id: string;
  readonly title: string;
  readonly items?: readonly ContentsItem[];
}

/** A report of evals as a page in one file. */
export function toPage({ title, name, facts, madeAt, contents, main }: PageSettings): string {
  const time = madeAt.toISOString();
  const told = [...facts, ""].join(" · ");
  const body = markup`<a class="skip" href="#content">Skip to the results</a>
<div class="page">
<header class="head"><p class="eyebrow">Promptrail eval report</p><h1>${title}</h1><p class="quiet">${told}<time datetime="${time}">${time.slice(0, 10)} ${time.slice(11, 16)} UTC</time></p></header>
<div class="columns">
<nav class="contents" aria-labelledby="contents-title"><h2 id="contents-title">Contents</h2>${toList(contents)}</nav>
<main id="content">${main}</main>
</div>
</div>`;
  return toStandAlonePage({ title: `${title} · ${name}`, styles: pageStyles, body });
}

function toList(items: readonly ContentsItem[]): Markup {
  const entries = items.map(({ id, title, items: inner = [] }) => {
    return markup`<li><a href="#${id}">${title}</a>${inner.length === 0 ? null : toList(inner)}</li>`;
  });
  return markup`<ol>${entries}</ol>`;
}
