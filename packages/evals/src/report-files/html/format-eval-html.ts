import { cutText } from "@promptrail/core/portable";
import { type MarkupPart, markup } from "@promptrail/plots";
import { type ReportedRun, type ReportedRuns, titleRun } from "../runs/reported-runs.js";
import { type ContentsItem, toPage } from "./page-frame.js";
import { toBadge, toErrorBadge, toTable } from "./page-parts.js";
import { listSections, toRunSection } from "./run-section.js";

/**
 * What eval runs found, as one HTML page in one file: it needs no script, no network and no other file, and its policy forbids the browser all
 * of them. A summary first, then for each run its figures, plots with their tables, slices, what the prompt changed, and the worst
 * cases with their inputs and answers. Everything that models, datasets and authors wrote is escaped.
 */
export function formatEvalHtml(report: ReportedRuns): string {
  const { runs, environment, madeAt } = report;
  return toPage({
    title: report.isGood ? "Evals pass" : "Evals do not pass",
    name: nameReport(report),
    facts: [runs.length === 1 ? "1 run" : `${runs.length} runs`, environment],
    madeAt,
    contents: runs.map(toContents),
    main: [toSummary(report), ...runs.map((run, at) => toRunSection(run, `run-${at + 1}`))],
  });
}

function nameReport({ runs, environment }: ReportedRuns): string {
  const [first] = runs;
  if (first === undefined) return environment;
  return runs.length === 1 ? titleRun(first) : `${runs.length} runs in ${environment}`;
}

function toContents(run: ReportedRun, at: number): ContentsItem {
  const id = `run-${at + 1}`;
  const items = listSections(run).map(({ key, title }) => ({ id: `${id}-${key}`, title }));
  return { id, title: run.evaluation.candidate.key, items };
}

/** Where several families ran, and what kept a command from passing beside its runs. */
function toSummary(report: ReportedRuns): MarkupPart {
  const { runs, notRun, problems, notes, failed = [] } = report;
  const lines = [
    ...problems,
    ...notRun.map((family) => `${family} did not run, because the command was stopped before.`),
    ...notes,
  ];
  if (runs.length === 1 && lines.length + failed.length === 0) return null;
  const told = lines.map((line) => markup`<li>${line}</li>`);
  return markup`
<section class="card"><h2>Summary</h2>${toRunTable(report)}${told.length === 0 ? null : markup`<ul>${told}</ul>`}</section>`;
}

/** All runs, and the families whose run ended in an error. */
function toRunTable({ runs, failed = [] }: ReportedRuns): MarkupPart {
  if (runs.length + failed.length === 0) return markup`<p>Nothing was run.</p>`;
  const rows = runs.map((run, at) => {
    const { verdict, reasons } = run.evaluation.verdict;
    const link = markup`<a href="#run-${at + 1}">${titleRun(run)}</a>`;
    return [link, toBadge(verdict), reasons[0] ?? ""];
  });
  const errors = failed.map(({ family, code, reason }) => {
    const why = `Its run ended in an error, so it has no verdict: ${cutText(reason, 2_000)} (${code})`;
    return [family, toErrorBadge(), why];
  });
  const titles = ["run", "verdict", "why"];
  return toTable({ name: "All runs", titles, rows: [...rows, ...errors], isText: true });
}
