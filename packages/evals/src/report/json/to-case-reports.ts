import { readOutput, type Trial } from "../../runner/case-result.js";
import type { EvalRun } from "../../runner/run-eval.js";
import type { PairedRun } from "../../runner/run-paired-eval.js";
import type { AnswerReport, CaseReport } from "./case-report-schema.js";

/** What each version answered to each case, and what the evals said of it: no part of a report that is stored. */
export function toCaseReports(run: EvalRun | PairedRun): readonly CaseReport[] {
  return run.results.map((result) => {
    const { id, tags } = result;
    if ("trials" in result) return { id, tags: [...tags], candidate: toAnswers(result.trials) };
    const { candidate, baseline } = result;
    const sides = { candidate: toAnswers(candidate), baseline: toAnswers(baseline) };
    return { id, tags: [...tags], ...sides };
  });
}

function toAnswers(trials: readonly Trial[]): AnswerReport[] {
  return trials.map((trial) => ({
    outcome: trial.outcome,
    passed: trial.passed,
    score: trial.score,
    output: readOutput(trial),
    tool_calls: trial.toolCalls.map(({ id, name, input }) => ({ id, name, input })),
    evals: trial.judgements.map(({ name, passed, score, reason }) => ({
      name,
      passed,
      score,
      reason,
    })),
    error: trial.error?.message ?? null,
  }));
}
