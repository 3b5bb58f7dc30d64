import type { Eval } from "@promptrail/core";
import { formatPoints } from "../../gate/format-figures.js";
import type { GateVerdict } from "../../gate/gate-verdict.js";
import type { SideCase } from "../../gate/summarise-side.js";
import { isPassed } from "../../runner/case-result.js";
import type { PairedRun } from "../../runner/run-paired-eval.js";
import { toAnswerText } from "../answers/answer-text.js";
import { formatWordDiff } from "../answers/format-word-diff.js";
import { chooseAnswers, findWorstCases, type WorstCase } from "../answers/worst-cases.js";
import { type EarlierSide, formatBegunAnew, formatEarlier } from "../earlier/format-earlier.js";
import { formatBiases } from "./format-biases.js";
import { formatJudges } from "./format-judges.js";
import { formatProblems } from "./format-problems.js";
import { formatSliceDifferences } from "./format-slices.js";
import { formatTable } from "./format-table.js";
import { formatVerdict } from "./format-verdict.js";
import { plainStyle, type ReportStyle } from "./report-style.js";
import { toSideRows } from "./side-rows.js";

export interface FormatGateSettings {
  readonly run: PairedRun;
  readonly verdict: GateVerdict;
  /** What the columns are called: `product_description_v2`. Default: candidate and baseline. */
  readonly candidate?: string;
  readonly baseline?: string;
  /** How many of the candidate's failed cases are shown. Default: 5. */
  readonly maxCases?: number | undefined;
  readonly style?: ReportStyle;
  /** The suite's evals: a bias that they are about is told. Default: none. */
  readonly evals?: readonly Eval[] | undefined;
}

/** Candidate and baseline side by side, the slices, the verdict with its reasons, and the candidate's failed cases, the worst first; 100 columns. */
export function formatGate(settings: FormatGateSettings): string {
  const { run, verdict, maxCases = 5, style = plainStyle } = settings;
  const rows = toSideRows([verdict.figures.candidate, verdict.figures.baseline]);
  const { candidate = "candidate", baseline = "baseline", evals } = settings;
  const titles = ["", candidate, baseline];
  const sides = [toSide(run, "candidate", candidate), toSide(run, "baseline", baseline)];
  const problems = findWorstCases(run.results).filter((found) => !isPassed(found.candidate));
  return [
    formatTable({ rows: [titles, ...rows], mark: style.dim, columns: style.columns }),
    ...describeDifference(verdict),
    ...formatJudges(run.judges, null),
    ...formatBiases({ evals, sides }),
    ...formatEarlier(sides),
    ...formatBegunAnew(candidate, run.begunAnew),
    ...formatSliceDifferences(run.results, verdict, style),
    "",
    ...formatVerdict("Gate", verdict, style),
    ...(Math.min(problems.length, maxCases) === 0 ? [] : [""]),
    ...formatProblems({
      title: "Candidate cases that did not pass",
      problems: problems
        .slice(0, maxCases)
        .map((found) => ({ ...found, change: describeChange(found) })),
      count: problems.length,
      style,
    }),
  ].join("\n");
}

/** How the answer that is worst differs from the baseline's; undefined where one is missing, or they are the same. */
function describeChange(found: WorstCase): string | undefined {
  const { candidate, baseline } = chooseAnswers(found);
  if (candidate === null || baseline === null) return undefined;
  if (candidate.outcome === null || baseline.outcome === null) return undefined;
  const [before, after] = [toAnswerText(baseline), toAnswerText(candidate)];
  return before === after ? undefined : `changed: ${formatWordDiff(before, after)}`;
}

function toSide(
  { results, earlier }: PairedRun,
  side: "candidate" | "baseline",
  title: string,
): EarlierSide & { readonly cases: readonly SideCase[] } {
  const cases = results.map((result) => ({ cluster: result.cluster, trials: result[side] }));
  return { title, cases, earlier: earlier?.[side] };
}

/** The difference of the mean scores, in a line; nothing where there are too few pairs. */
export function describeDifference({ figures }: Pick<GateVerdict, "figures">): readonly string[] {
  const { comparison, alpha, lost } = figures;
  if (comparison === null) return [];
  const { difference, interval, n } = comparison;
  const confidence = `${Math.round((1 - 2 * alpha) * 1_000) / 10} %`;
  return [
    `Mean difference over all evals: ${formatPoints(difference)} [${formatPoints(interval.lower)}, ${formatPoints(interval.upper)}] (${confidence}), ${n} pairs, ${lost} lost`,
  ];
}
