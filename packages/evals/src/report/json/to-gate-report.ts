import { omitUndefined } from "@promptrail/core/portable";
import type { Comparison } from "../../gate/compare/comparison.js";
import type { GateVerdict } from "../../gate/gate-verdict.js";
import type { PairedRun } from "../../runner/run-paired-eval.js";
import { findProblems } from "../find-problems.js";
import {
  toEarlierReport,
  toFloorReports,
  toMustPassReports,
  toNotApplicable,
  toSideReport,
  toSliceReports,
  toSpendingReports,
} from "./report-parts.js";
import type { GateReport } from "./report-schema.js";
import { toJudgeReports } from "./to-judge-reports.js";

/** The JSON report of a gate: at most 20 problems of the candidate, no answers and no contexts. */
export function toGateReport(
  run: PairedRun,
  { verdict, reasons, figures }: GateVerdict,
): GateReport {
  const { comparison, candidate, baseline, mustPassFailures, floors, ...others } = figures;
  const { notApplicable, oneSided, alphaShares, slices, spending, ...counts } = others;
  const candidateCases = run.results.map((result) => ({
    id: result.id,
    trials: result.candidate,
  }));
  return {
    report: "gate",
    family: run.family,
    dataset_hash: run.datasetHash,
    suite_hash: run.suiteHash,
    verdict,
    reasons: [...reasons],
    ...counts,
    ...toNotApplicable(notApplicable),
    ...(oneSided === 0 ? {} : { one_sided: oneSided }),
    ...toEarlierReport(run, (side) => run.results.flatMap((result) => result[side])),
    ...omitUndefined({ begun_anew: run.begunAnew }),
    comparison: comparison === null ? null : toComparisonReport(comparison, figures.alpha),
    alpha_shares: { ...alphaShares },
    ...toSliceReports(slices),
    ...toSpendingReports(spending),
    must_pass_failures: toMustPassReports(mustPassFailures),
    floors: toFloorReports(floors),
    candidate: toSideReport(candidate),
    baseline: toSideReport(baseline),
    ...toJudgeReports(run.judges, { figure: "difference" }),
    problems: findProblems(candidateCases, 20).map(({ id, reasons: why }) => ({
      id,
      reasons: [...why],
    })),
  };
}

function toComparisonReport(
  comparison: Comparison,
  alpha: number,
): NonNullable<GateReport["comparison"]> {
  return {
    method: comparison.method,
    n: comparison.n,
    units: comparison.units,
    difference: comparison.difference,
    standard_error: comparison.standardError,
    interval: { ...comparison.interval, confidence: 1 - 2 * alpha },
    harm_p: comparison.harmP,
    harm_alpha: comparison.harmAlpha,
    power: comparison.power,
    smallest_catchable_drop: comparison.smallestCatchableDrop,
    cases_needed: comparison.casesNeeded,
    deciding_margin: comparison.decidingMargin,
  };
}
