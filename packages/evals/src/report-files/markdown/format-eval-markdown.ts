import { cutText } from "@promptrail/core/portable";
import { summariseSide } from "../../gate/summarise-side.js";
import { findWorstCases } from "../../report/answers/worst-cases.js";
import { describeDifference } from "../../report/terminal/format-gate.js";
import { formatJudges, toLevel } from "../../report/terminal/format-judges.js";
import { toSideRows } from "../../report/terminal/side-rows.js";
import { describeEarlier } from "../runs/describe-earlier.js";
import {
  listReasons,
  nameVerdict,
  type ReportedRun,
  type ReportedRuns,
  titleRun,
} from "../runs/reported-runs.js";

import { toCaseBlock } from "./case-block.js";
import { toChangeBlock } from "./change-block.js";
import { toDifferBlock } from "./differ-block.js";
import { type Block, fitBlocks } from "./fit-blocks.js";
import { toLedgerBlock } from "./ledger-block.js";
import { escapeMarkdown, toMarkdownTable } from "./markdown-text.js";
import { toSlicesTable } from "./slices-table.js";

/** GitHub takes 65,536 characters; bytes are never fewer. */
const mostBytes = 65_000;
/** Of one run. */
const mostCases = 10;
const mostListed = 100;
const mostReasons = 12;

/** An error's message may hold a whole answer of a server. */
const mostFailureCharacters = 1_000;

const cure = "The HTML page and `--json` have all of it.";

/**
 * What eval runs found, for a comment on a pull request: a comment of HTML in the first line by which it is found again and updated in place,
 * verdicts, figures with intervals, slices, worst cases with the difference of the answers, and what the prompt changed. At most 65,000
 * bytes. What models, datasets and authors wrote is escaped: it can end no block, mention nobody, and not carry the marker. Inputs
 * are not in it.
 */
export function formatEvalMarkdown(report: ReportedRuns): string {
  const blocks: readonly Block[] = [
    { toText: () => `${toMarker(report.family)}\n${toHead(report)}`, rank: 0, name: "" },
    ...report.runs.flatMap(toRunBlocks),
  ];
  return fitBlocks(blocks, mostBytes, cure);
}

/**
 * The first line of a report in Markdown: `<!-- promptrail:eval product_description -->`, or with `*` in the place of the family
 * where the command takes whichever families there are. A comment that begins with it is this command's.
 */
export function toMarker(family: string | null): string {
  return `<!-- promptrail:eval ${family === null ? "*" : family.replace(/[^\w.-]/g, "-")} -->`;
}

const marks = { pass: "✅", fail: "❌", inconclusive: "⚠️" } as const;

function toHead(report: ReportedRuns): string {
  const { runs, notRun, problems, notes, isGood, failed = [] } = report;
  const listed = runs.slice(0, mostListed);
  const lines = [
    ...failed.map(({ family, code, reason }) => {
      const why = `${cutText(reason, mostFailureCharacters)} (${code})`;
      return `- ❌ **${escapeMarkdown(family)}**: no verdict, because its run ended in an error: ${escapeMarkdown(why)}`;
    }),
    ...problems.map((problem) => `- ❌ ${escapeMarkdown(problem)}`),
    ...notRun.map((family) => `- ❌ ${escapeMarkdown(family)} did not run.`),
    ...notes.map((note) => `- ${escapeMarkdown(note)}`),
  ];
  return [
    `## ${isGood ? "✅ Evals pass" : "❌ Evals do not pass"}`,
    runs.length + failed.length === 0
      ? "Nothing was run."
      : listed
          .map((run) => {
            const { verdict } = run.evaluation.verdict;
            return `- ${marks[verdict]} **${escapeMarkdown(titleRun(run))}**: ${nameVerdict(verdict)}${describeStand(run)}`;
          })
          .join("\n"),
    ...(listed.length < runs.length ? [`… and ${runs.length - listed.length} more runs.`] : []),
    ...(lines.length === 0 ? [] : [shorten(lines)]),
  ]
    .filter((text) => text !== "")
    .join("\n\n");
}

/** Where what decides is not this run's verdict. */
function describeStand({ evaluation, isGood }: ReportedRun): string {
  if (isGood === (evaluation.verdict.verdict === "pass")) return "";
  return isGood ? ", and an earlier run decides: pass" : ", which does not count as a pass";
}

function toRunBlocks(run: ReportedRun): readonly Block[] {
  const { evaluation } = run;
  const worst = findWorstCases(evaluation.run.results);
  const shown = worst.slice(0, mostCases);
  return [
    { toText: () => toRunHead(run), rank: 1, name: "families' figures" },
    { toText: () => toSlices(run), rank: 3, name: "tables of slices" },
    { toText: () => toLedgerBlock(run), rank: 3, name: "tables of instructions" },
    { toText: () => toDifferBlock(run), rank: 3, name: "lists of differing evals" },
    {
      toText: () =>
        worst.length === 0
          ? "No case is worse than the baseline or did not pass."
          : `#### Worst cases\n\n${shown.length} of ${worst.length} that did not pass or are below the baseline.`,
      rank: 2,
      name: "lists of worst cases",
    },
    ...shown.map((found, at) => ({
      toText: () => toCaseBlock(found, run),
      rank: 4 + at,
      name: "worst cases",
    })),
    ...(run.change === null
      ? []
      : [{ toText: () => toChangeBlock(run), rank: 5, name: "changes of prompts" }]),
  ];
}

function toRunHead(run: ReportedRun): string {
  const reasons = listReasons(run).map((reason) => `- ${escapeMarkdown(reason)}`);
  return [`### ${escapeMarkdown(titleRun(run))}`, shorten(reasons), toFigures(run)].join("\n\n");
}

function toSlices({ evaluation }: ReportedRun): string {
  const slices = toSlicesTable(evaluation);
  return slices === "" ? "" : `#### Slices\n\n${slices}`;
}

/** Both versions side by side, and what is said of them in a line each. */
function toFigures(run: ReportedRun): string {
  const { evaluation, provider, model, baselineIs } = run;
  const told = [
    `${evaluation.candidate.key} on ${provider} · ${model}`,
    ...(evaluation.kind === "gate" ? describeDifference(evaluation.verdict) : []),
    ...formatJudges(evaluation.run.judges, toLevel(evaluation)),
    ...describeEarlier(run),
  ].map((line) => `- ${escapeMarkdown(line.trim())}`);
  return [toMarkdownTable(listFigures(run, baselineIs)), told.join("\n")].join("\n\n");
}

function listFigures(
  { evaluation }: ReportedRun,
  baselineIs: string,
): readonly (readonly string[])[] {
  if (evaluation.kind === "single") {
    return [["", evaluation.candidate.key], ...toSideRows([summariseSide(evaluation.run.results)])];
  }
  const { candidate, baseline, verdict } = evaluation;
  const rows = toSideRows([verdict.figures.candidate, verdict.figures.baseline]);
  return [["", candidate.key, `${baseline.key} (${baselineIs})`], ...rows];
}

function shorten(lines: readonly string[]): string {
  const shown = lines.slice(0, mostReasons).map((line) => cutText(line, 1_000));
  const hidden = lines.length - shown.length;
  return [...shown, ...(hidden > 0 ? [`- … and ${hidden} more`] : [])].join("\n");
}
