import type { Eval } from "@promptrail/core";
import type { AloneVerdict } from "../../gate/alone/alone-verdict.js";
import { summariseSide } from "../../gate/summarise-side.js";
import type { EvalRun } from "../../runner/run-eval.js";
import { findWorstCases } from "../answers/worst-cases.js";
import { formatEarlier } from "../earlier/format-earlier.js";
import { formatBiases } from "./format-biases.js";
import { formatJudges } from "./format-judges.js";
import { formatProblems } from "./format-problems.js";
import { formatSliceRates } from "./format-slices.js";
import { formatTable } from "./format-table.js";
import { formatVerdict } from "./format-verdict.js";
import { plainStyle, type ReportStyle } from "./report-style.js";
import { toSideRows } from "./side-rows.js";

export interface FormatRunSettings {
  readonly run: EvalRun;
  readonly verdict: AloneVerdict;
  /** What the column is called: `product_description_v2`. Default: the family. */
  readonly title?: string;
  /** How many failed cases are shown. Default: 5. */
  readonly maxCases?: number | undefined;
  readonly style?: ReportStyle;
  /** The suite's evals: a bias that they are about is told. Default: none. */
  readonly evals?: readonly Eval[] | undefined;
}

/** One version's figures, what they say without a baseline, and its failed cases; 100 columns. */
export function formatRun(settings: FormatRunSettings): string {
  const { run, verdict, maxCases = 5, style = plainStyle, evals } = settings;
  const title = settings.title ?? run.family;
  const rows = toSideRows([summariseSide(run.results)]);
  const problems = findWorstCases(run.results);
  return [
    formatTable({
      rows: [["", title], ...rows],
      mark: style.dim,
      columns: style.columns,
    }),
    ...formatJudges(run.judges, title),
    ...formatBiases({ evals, sides: [{ title, cases: run.results }] }),
    ...formatEarlier([{ title, cases: run.results, earlier: run.earlier?.candidate }]),
    ...formatSliceRates(run.results, style),
    "",
    ...formatVerdict("Without a baseline", verdict, style),
    ...(Math.min(problems.length, maxCases) === 0 ? [] : [""]),
    ...formatProblems({
      title: "Cases that did not pass",
      problems: problems.slice(0, maxCases),
      count: problems.length,
      style,
    }),
  ].join("\n");
}
