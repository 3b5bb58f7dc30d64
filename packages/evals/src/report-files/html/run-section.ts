import { type Markup, type MarkupPart, markup } from "@promptrail/plots";
import { formatBiases } from "../../report/terminal/format-biases.js";
import { formatJudges, toLevel } from "../../report/terminal/format-judges.js";
import { describeEarlier } from "../runs/describe-earlier.js";
import { listReasons, type ReportedRun } from "../runs/reported-runs.js";
import { readRunDifferences } from "../runs/run-differences.js";
import { toCaseList } from "./case-section.js";
import { toDifferences } from "./differ-section.js";
import { listKeyFigures, toEvalTable, toFigureTable } from "./figures.js";
import { toLedger } from "./ledger-section.js";
import { keepUnits, toBadge, toCard, toParagraphs } from "./page-parts.js";
import { toChange } from "./prompt-section.js";
import { toDifferencePlots, toScorePlot, toSlicePlot } from "./run-plots.js";

interface Section {
  /** The end of its id. */
  readonly key: string;
  readonly title: string;
}

interface DrawnSection extends Section {
  readonly draw: (run: ReportedRun, id: string) => readonly MarkupPart[];
  readonly isThere: (run: ReportedRun) => boolean;
}

const always = () => true;

/** What there is to read of a run, in its order. */
const sections: readonly DrawnSection[] = [
  {
    key: "slices",
    title: "Difference and slices",
    draw: toSlicePlot,
    isThere: ({ evaluation }) => evaluation.kind === "gate",
  },
  {
    key: "rates",
    title: "Pass rate and slices",
    draw: toSlicePlot,
    isThere: ({ evaluation }) => evaluation.kind === "single",
  },
  { key: "scores", title: "Scores", draw: toScorePlot, isThere: always },
  {
    key: "pairs",
    title: "Paired differences",
    draw: toDifferencePlots,
    isThere: ({ evaluation }) => evaluation.kind === "gate",
  },
  { key: "figures", title: "All figures", draw: toFigures, isThere: always },
  {
    key: "instructions",
    title: "Instructions",
    draw: toLedger,
    isThere: ({ ledger }) => ledger != null,
  },
  {
    key: "differ",
    title: "Where a judge and another eval differ",
    draw: toDifferences,
    isThere: (run) => readRunDifferences(run).some(({ differences }) => differences.length > 0),
  },
  {
    key: "prompt",
    title: "What the prompt changes",
    draw: toChange,
    isThere: ({ change }) => change !== null,
  },
  { key: "cases", title: "Worst cases", draw: toCaseList, isThere: always },
  { key: "origin", title: "Where it comes from", draw: toOrigin, isThere: always },
];

export function listSections(run: ReportedRun): readonly Section[] {
  return sections.filter(({ isThere }) => isThere(run));
}

/** A run: the verdict with its reasons and the figures that count, then everything behind it. */
export function toRunSection(run: ReportedRun, id: string): Markup {
  const { evaluation, provider, model, baselineIs } = run;
  const against =
    evaluation.kind === "single"
      ? "without a baseline"
      : `against ${evaluation.baseline.key} (${baselineIs})`;
  const cards = sections
    .filter(({ isThere }) => isThere(run))
    .map(({ key, title, draw }) =>
      toCard({ id: `${id}-${key}`, title, parts: draw(run, `${id}-${key}`) }),
    );
  return markup`
<article class="run" id="${id}" aria-labelledby="${id}-title">
<header class="run-head"><h2 id="${id}-title">${evaluation.candidate.key}</h2><p class="quiet">${against} · ${provider} · ${model}</p></header>
${toVerdict(run)}${cards}
</article>`;
}

function toVerdict(run: ReportedRun): Markup {
  const { verdict } = run.evaluation.verdict;
  const reasons = listReasons(run).map((reason) => markup`<li>${keepUnits(reason)}</li>`);
  const figures = listKeyFigures(run).map(
    ({ title, value, note }) =>
      markup`<div><dt>${title}</dt><dd>${toFigure(value)}<span>${toFigure(note)}</span></dd></div>`,
  );
  return markup`<section class="card verdict ${verdict}">${toBadge(verdict)}<ul>${reasons}</ul><dl class="key">${figures}</dl></section>`;
}

/** With minus signs, which are as wide as a plus. */
function toFigure(text: string): string {
  return keepUnits(text).replace(/(?<![\w.])-(?=\d)/g, "\u2212");
}

function toFigures(run: ReportedRun): readonly MarkupPart[] {
  const { evaluation, evals, baselineIs } = run;
  const sides =
    evaluation.kind === "single"
      ? [{ title: evaluation.candidate.key, cases: evaluation.run.results }]
      : [
          {
            title: evaluation.candidate.key,
            cases: evaluation.run.results.map(({ cluster, candidate: trials }) => ({
              cluster,
              trials,
            })),
          },
          {
            title: `${evaluation.baseline.key} (${baselineIs})`,
            cases: evaluation.run.results.map(({ cluster, baseline: trials }) => ({
              cluster,
              trials,
            })),
          },
        ];
  return [
    toFigureTable(run),
    markup`<h4>Evals</h4>`,
    toEvalTable(run),
    ...toParagraphs([
      ...formatJudges(evaluation.run.judges, toLevel(evaluation)),
      ...formatBiases({ evals, sides }),
      ...describeEarlier(run),
    ]),
  ];
}

function toOrigin({ evaluation }: ReportedRun): readonly MarkupPart[] {
  const { candidate, run } = evaluation;
  const rows = [
    ["content", candidate.contentHash],
    ...(evaluation.kind === "gate" ? [["baseline", evaluation.baseline.contentHash]] : []),
    ["dataset", run.datasetHash],
    ["suite", run.suiteHash],
    ...(evaluation.kind === "gate" ? [["evidence", evaluation.evidenceId ?? "none stored"]] : []),
  ].map(([name = "", value = ""]) => markup`<dt>${name}</dt><dd><code>${value}</code></dd>`);
  return [markup`<div class="foot"><dl>${rows}</dl></div>`];
}
