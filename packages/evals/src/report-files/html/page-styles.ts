import { plotStyles } from "@promptrail/plots";

const colours = `:root {
  color-scheme: light dark;
  --ground: #f7f7f5; --surface: #ffffff; --ink: #1c2430; --muted: #566070; --line: #e2e5e9; --soft: #f1f3f5; --link: #00598f;
  --good: #17693a; --good-soft: #e6f4ea; --bad: #b3261e; --bad-soft: #fcebe9; --warn: #7a5200; --warn-soft: #fdf3dc;
  --added: #d9f2e1; --removed: #fbe0dd;
}
@media (prefers-color-scheme: dark) { :root {
  --ground: #0f1217; --surface: #14181e; --ink: #e7ebf0; --muted: #a3adba; --line: #2b323c; --soft: #1c222a; --link: #7cc4f5;
  --good: #7fd39b; --good-soft: #15291d; --bad: #ff9d94; --bad-soft: #331a18; --warn: #f1c66b; --warn-soft: #2f2612;
  --added: #1d4a2e; --removed: #5c2723;
} }
`;

const text = `* { box-sizing: border-box; }
html { scroll-behavior: smooth; scroll-padding-top: 1.5rem; -webkit-text-size-adjust: 100%; }
@media (prefers-reduced-motion: reduce) { html { scroll-behavior: auto; } }
body { margin: 0; background: var(--ground); color: var(--ink); font: 1rem/1.6 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", sans-serif; overflow-wrap: anywhere; }
h1, h2, h3, h4 { line-height: 1.25; margin: 0; font-weight: 650; letter-spacing: -0.01em; text-wrap: balance; }
h1 { font-size: clamp(1.7rem, 1.2rem + 2vw, 2.4rem); }
h2 { font-size: 1.45rem; }
h3 { font-size: 1.1rem; margin: 0 0 .9rem; }
h4 { font-size: .95rem; margin: 0 0 .35rem; }
.card > h4 { margin-top: 1.75rem; }
p { margin: 0 0 .8rem; max-width: 70ch; }
a { color: var(--link); text-underline-offset: .18em; }
a:focus-visible, summary:focus-visible, [tabindex]:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; border-radius: 4px; }
code, pre { font: .84rem/1.55 ui-monospace, "SF Mono", "Cascadia Mono", Menlo, Consolas, monospace; }
pre { margin: 0; white-space: pre-wrap; }
.quiet { color: var(--muted); }
.small { font-size: .875rem; }
`;

const layout = `.page { max-width: 76rem; margin: 0 auto; padding: 2.5rem clamp(1rem, 4vw, 3rem) 4rem; }
.head { margin-bottom: 2.25rem; }
.eyebrow { font-size: .8rem; font-weight: 600; letter-spacing: .06em; text-transform: uppercase; color: var(--muted); margin: 0 0 .6rem; }
.head .quiet { margin: .7rem 0 0; }
.skip { position: absolute; left: -99rem; }
.skip:focus { left: 1rem; top: 1rem; background: var(--surface); padding: .5rem 1rem; z-index: 2; }
.contents { font-size: .92rem; margin: 0 -.6rem 2rem; }
.contents ol { list-style: none; margin: 0; padding: 0; }
.contents li { margin: .1rem 0; }
.contents li li { padding-left: .9rem; }
.contents a { display: block; padding: .25rem .6rem; border-radius: 6px; color: inherit; text-decoration: none; }
.contents a:hover { background: var(--soft); text-decoration: underline; }
.contents li li a { color: var(--muted); padding-block: .15rem; }
.contents h2 { font-size: .8rem; letter-spacing: .06em; text-transform: uppercase; color: var(--muted); padding: 0 .6rem .4rem; }
@media (min-width: 68rem) {
  .columns { display: grid; grid-template-columns: 14rem minmax(0, 1fr); gap: 3rem; align-items: start; }
  .contents { position: sticky; top: 1.5rem; max-height: calc(100vh - 3rem); overflow-y: auto; margin: 0 0 0 -.6rem; }
}
.card { background: var(--surface); border: 1px solid var(--line); border-radius: 14px; padding: clamp(1.1rem, 3vw, 1.9rem); margin: 0 0 1.5rem; }
.card > section + section { border-top: 1px solid var(--line); padding-top: 1.1rem; }
.run { margin-bottom: 3.5rem; }
.run-head { margin: 0 0 1.25rem; }
.run-head p { margin: .35rem 0 0; }
.verdict { border-left: 6px solid var(--warn); }
.verdict.pass { border-left-color: var(--good); } .verdict.fail { border-left-color: var(--bad); }
.verdict ul { margin: .9rem 0 0; padding-left: 1.15rem; }
.verdict li { margin: .35rem 0; max-width: 75ch; }
.badge { display: inline-flex; align-items: center; gap: .4rem; padding: .15rem .7rem; border-radius: 99px; font-weight: 650; font-size: .92rem; white-space: nowrap; background: var(--warn-soft); color: var(--warn); }
.badge.pass { background: var(--good-soft); color: var(--good); } .badge.fail { background: var(--bad-soft); color: var(--bad); }
.key { display: grid; grid-template-columns: repeat(auto-fit, minmax(7.6rem, 1fr)); gap: 1.1rem; margin: 1.5rem 0 0; }
.key div { border-top: 1px solid var(--line); padding-top: .7rem; }
.key dt { font-size: .82rem; color: var(--muted); }
.key dd { margin: 0; font-size: 1.3rem; font-weight: 620; line-height: 1.3; font-variant-numeric: tabular-nums; }
.key dd span { display: block; font-size: .85rem; font-weight: 400; color: var(--muted); }
`;

const data = `.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-size: .9rem; font-variant-numeric: tabular-nums; overflow-wrap: normal; }
caption { text-align: left; color: var(--muted); font-size: .85rem; padding: 0 0 .5rem; }
th, td { padding: .5rem .75rem; text-align: right; border-bottom: 1px solid var(--line); vertical-align: top; }
th:first-child, td:first-child { text-align: left; padding-left: 0; }
th:last-child, td:last-child { padding-right: 0; }
thead th { font-weight: 600; color: var(--muted); font-size: .82rem; vertical-align: bottom; }
tbody th { font-weight: 500; }
.words th, .words td { text-align: left; min-width: 9rem; max-width: 34rem; }
.scroll + details { margin-top: 1.1rem; }
.said { display: block; min-width: 11rem; max-width: 26rem; }
.said .quiet { display: block; font-weight: 400; font-size: .85rem; line-height: 1.45; }
.findings { list-style: none; margin: 1.1rem 0 1rem; padding: 0; font-size: .92rem; }
.findings li { display: flex; gap: .6rem; margin: .4rem 0; max-width: 75ch; }
.bad { color: var(--bad); }
figure { margin: 0 0 .6rem; }
.narrow { display: none; }
@media (max-width: 44rem) { .wide { display: none; } .narrow { display: block; } }
figcaption { color: var(--muted); font-size: .875rem; margin: .5rem 0 0; max-width: 75ch; }
details { border-top: 1px solid var(--line); }
details:last-of-type { border-bottom: 1px solid var(--line); }
summary { cursor: pointer; padding: .7rem .25rem; display: flex; flex-wrap: wrap; gap: .2rem .9rem; align-items: baseline; list-style: none; }
summary::-webkit-details-marker { display: none; }
summary::before { content: "▸"; color: var(--muted); width: .9rem; flex: none; }
details[open] > summary::before { content: "▾"; }
summary:hover { background: var(--soft); }
summary b { font-weight: 600; }
.inside { padding: .2rem .25rem 1.4rem 1.9rem; }
.inside > section { margin-bottom: 1.1rem; }
@media (max-width: 44rem) { .inside { padding-left: .25rem; } }
.table-of { border: 0; }
.table-of:last-of-type { border: 0; }
.table-of summary { flex-wrap: nowrap; color: var(--muted); font-size: .875rem; padding: .35rem .25rem; }
.table-of .inside { padding-left: .25rem; }
.answers { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 20rem), 1fr)); gap: 1rem; }
.text { background: var(--soft); border-radius: 10px; padding: .8rem 1rem; white-space: pre-wrap; font-size: .92rem; max-height: 34rem; overflow: auto; }
.text.code { font: .84rem/1.55 ui-monospace, "SF Mono", "Cascadia Mono", Menlo, Consolas, monospace; }
ins { background: var(--added); text-decoration: underline; text-decoration-thickness: 1px; text-underline-offset: .2em; border-radius: 3px; }
del { background: var(--removed); border-radius: 3px; }
.reasons { margin: 0 0 1rem; padding-left: 1.15rem; }
.reasons li { margin: .2rem 0; }
.tags { color: var(--muted); font-size: .85rem; }
.change { background: var(--soft); border-radius: 10px; padding: .8rem 0; overflow-x: auto; }
.change span { display: block; padding: 0 1rem; min-height: 1.55em; }
.change .added { background: var(--added); } .change .removed { background: var(--removed); } .change .part { color: var(--muted); padding-block: .35rem; }
.foot { font-size: .85rem; color: var(--muted); }
.foot dl { display: grid; grid-template-columns: max-content minmax(0, 1fr); gap: .25rem 1.25rem; margin: 0; }
.foot dd { margin: 0; }
`;

const print = `@media print {
  body { background: none; font-size: 10pt; }
  .page { padding: 0; max-width: none; } .contents, .skip { display: none; } .columns { display: block; }
  .card { border: 0; border-radius: 0; padding: 0 0 1rem; } .verdict { padding-left: 1rem; border-left: 4px solid; }
  .run { break-before: page; } .run:first-of-type { break-before: auto; }
  h2, h3, h4, summary { break-after: avoid; } tr, figure { break-inside: avoid; }
  .text { max-height: none; overflow: visible; border: 1px solid var(--line); }
  details::details-content { content-visibility: visible; block-size: auto; }
}
`;

/** The whole style sheet of a report: one text, whose hash the page's policy names. */
export const pageStyles: string = [plotStyles, colours, text, layout, data, print].join("");
