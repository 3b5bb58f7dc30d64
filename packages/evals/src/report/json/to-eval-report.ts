import type { AloneVerdict } from "../../gate/alone/alone-verdict.js";
import { summariseSide } from "../../gate/summarise-side.js";
import type { EvalRun } from "../../runner/run-eval.js";
import { findProblems } from "../find-problems.js";
import {
  toEarlierReport,
  toFloorReports,
  toMustPassReports,
  toSideReport,
} from "./report-parts.js";
import { type EvalReport, evalReportSchema } from "./report-schema.js";
import { toJudgeReports } from "./to-judge-reports.js";

/** The JSON report of a run of one version: at most 20 problems, no answers and no contexts. */
export function toEvalReport(
  run: EvalRun,
  { verdict, reasons, mustPassFailures, floors }: AloneVerdict,
): EvalReport {
  return evalReportSchema.parse({
    report: "eval",
    family: run.family,
    dataset_hash: run.datasetHash,
    suite_hash: run.suiteHash,
    verdict,
    reasons: [...reasons],
    must_pass_failures: toMustPassReports(mustPassFailures),
    floors: toFloorReports(floors),
    total: run.total,
    missing: run.missing,
    ...toEarlierReport(run, () => run.results.flatMap(({ trials }) => trials)),
    side: toSideReport(summariseSide(run.results)),
    ...toJudgeReports(run.judges, { figure: "mean_score" }),
    problems: findProblems(run.results, 20).map(({ id, reasons }) => ({ id, reasons })),
  } satisfies ReportInput<EvalReport>);
}

type ReportInput<Report> = { readonly [Key in keyof Report]: unknown };
