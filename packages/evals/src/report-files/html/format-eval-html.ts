import { createHash } from "node:crypto";
import { Markup, type MarkupPart, markup } from "@promptrail/plots";
import { type ReportedRun, type ReportedRuns, titleRun } from "../runs/reported-runs.js";
import { toBadge, toTable } from "./page-parts.js";
import { pageStyles } from "./page-styles.js";
import { listSections, toRunSection } from "./run-section.js";

/**
 * What eval runs found, as one HTML page in one file: it needs no script, no network and no other file, and its policy forbids the browser all
 * of them. A summary first, then for each run its figures, plots with their tables, slices, what the prompt changed, and the worst
 * cases with their inputs and answers. Everything that models, datasets and authors wrote is escaped.
 */
export function formatEvalHtml(report: ReportedRuns): string {
  const { runs } = report;
  const title = report.isGood ? "Evals pass" : "Evals do not pass";
  const page = markup`<html lang="en">
<head>
<meta charset="utf-8"/>
<meta http-equiv="Content-Security-Policy" content="${policy}"/>
<meta name="viewport" content="width=device-width, initial-scale=1"/>
<meta name="referrer" content="no-referrer"/>
<title>${`${title} · ${nameReport(report)}`}</title>
<style>${new Markup(pageStyles)}</style>
</head>
<body>
<a class="skip" href="#content">Skip to the results</a>
<div class="page">
${toHead(title, report)}
<div class="columns">
${toContents(runs)}
<main id="content">${toSummary(report)}${runs.map((run, at) => toRunSection(run, `run-${at + 1}`))}</main>
</div>
</div>
</body>
</html>
`;
  return `<!DOCTYPE html>\n${page.text}`;
}

const hash = createHash("sha256").update(pageStyles).digest("base64");
const policy = `default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'`;

function nameReport({ runs, environment }: ReportedRuns): string {
  const [first] = runs;
  if (first === undefined) return environment;
  return runs.length === 1 ? titleRun(first) : `${runs.length} runs in ${environment}`;
}

function toHead(title: string, { environment, madeAt, runs }: ReportedRuns): Markup {
  const time = madeAt.toISOString();
  const shown = `${time.slice(0, 10)} ${time.slice(11, 16)} UTC`;
  const count = runs.length === 1 ? "1 run" : `${runs.length} runs`;
  return markup`<header class="head"><p class="eyebrow">Promptrail eval report</p><h1>${title}</h1><p class="quiet">${count} · ${environment} · <time datetime="${time}">${shown}</time></p></header>`;
}

function toContents(runs: readonly ReportedRun[]): Markup {
  const items = runs.map((run, at) => {
    const id = `run-${at + 1}`;
    const sections = listSections(run).map(({ key, title }) => {
      return markup`<li><a href="#${id}-${key}">${title}</a></li>`;
    });
    return markup`<li><a href="#${id}">${run.evaluation.candidate.key}</a><ol>${sections}</ol></li>`;
  });
  return markup`<nav class="contents" aria-labelledby="contents-title"><h2 id="contents-title">Contents</h2><ol>${items}</ol></nav>`;
}

/** Where several families ran, and what kept a command from passing beside its runs. */
function toSummary({ runs, notRun, problems, notes }: ReportedRuns): MarkupPart {
  const lines = [
    ...problems,
    ...notRun.map((family) => `${family} did not run, because the command was stopped before.`),
    ...notes,
  ];
  if (runs.length === 1 && lines.length === 0) return null;
  const told = lines.map((line) => markup`<li>${line}</li>`);
  return markup`
<section class="card"><h2>Summary</h2>${toRunTable(runs)}${told.length === 0 ? null : markup`<ul>${told}</ul>`}</section>`;
}

function toRunTable(runs: readonly ReportedRun[]): MarkupPart {
  if (runs.length === 0) return markup`<p>Nothing was run.</p>`;
  const rows = runs.map((run, at) => {
    const { verdict, reasons } = run.evaluation.verdict;
    const link = markup`<a href="#run-${at + 1}">${titleRun(run)}</a>`;
    return [link, toBadge(verdict), reasons[0] ?? ""];
  });
  return toTable({ name: "All runs", titles: ["run", "verdict", "why"], rows });
}
