import { createHash } from "node:crypto";
import { Markup, type MarkupPart, markup } from "@promptrail/plots";
import { pageStyles } from "./page-styles.js";

const hash = createHash("sha256").update(pageStyles).digest("base64");
const policy = `default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'`;

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

/** A page in one file: no script, no network, no other file, and a policy that forbids the browser all of them. */
export function toPage({ title, name, facts, madeAt, contents, main }: PageSettings): string {
  const time = madeAt.toISOString();
  const told = [...facts, ""].join(" · ");
  const page = markup`<html lang="en">
<head>
<meta charset="utf-8"/>
<meta http-equiv="Content-Security-Policy" content="${policy}"/>
<meta name="viewport" content="width=device-width, initial-scale=1"/>
<meta name="referrer" content="no-referrer"/>
<title>${`${title} · ${name}`}</title>
<style>${new Markup(pageStyles)}</style>
</head>
<body>
<a class="skip" href="#content">Skip to the results</a>
<div class="page">
<header class="head"><p class="eyebrow">Promptrail eval report</p><h1>${title}</h1><p class="quiet">${told}<time datetime="${time}">${time.slice(0, 10)} ${time.slice(11, 16)} UTC</time></p></header>
<div class="columns">
<nav class="contents" aria-labelledby="contents-title"><h2 id="contents-title">Contents</h2>${toList(contents)}</nav>
<main id="content">${main}</main>
</div>
</div>
</body>
</html>
`;
  return `<!DOCTYPE html>\n${page.text}`;
}

function toList(items: readonly ContentsItem[]): Markup {
  const entries = items.map(({ id, title, items: inner = [] }) => {
    return markup`<li><a href="#${id}">${title}</a>${inner.length === 0 ? null : toList(inner)}</li>`;
  });
  return markup`<ol>${entries}</ol>`;
}
