import { summariseSide } from "../../gate/summarise-side.js";
import type { EvalRun } from "../../runner/run-eval.js";
import { findProblems } from "../find-problems.js";
import { type EvalReport, evalReportSchema } from "./report-schema.js";
import { toSideReport } from "./to-side-report.js";

/** The JSON report of a run of one version: at most 20 problems, no answers and no contexts. */
export function toEvalReport(run: EvalRun): EvalReport {
  return evalReportSchema.parse({
    report: "eval",
    family: run.family,
    dataset_hash: run.datasetHash,
    suite_hash: run.suiteHash,
    total: run.total,
    missing: run.missing,
    side: toSideReport(summariseSide(run.results)),
    problems: findProblems(run.results, 20).map(({ id, reasons }) => ({ id, reasons })),
  } satisfies ReportInput<EvalReport>);
}

type ReportInput<Report> = { readonly [Key in keyof Report]: unknown };
