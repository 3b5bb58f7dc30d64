import { type Case, isPromptrailError } from "@promptrail/core";
import { toErrorText } from "@promptrail/core/errors";
import { findFailureKind, noUsage } from "@promptrail/core/provider-kit";
import type { Trial, TrialError } from "./case-result.js";
import type { Opponent } from "./evaluator/evaluator.js";
import { type AnswersJudging, judgeAnswer } from "./judge-answer.js";
import type { RunAnswer, RunCase } from "./run-answer.js";

interface RunTrialSettings {
  readonly run: RunCase;
  readonly testCase: Case;
  readonly judging: AnswersJudging;
}

/** An answer that is not judged yet, or the trial of one that did not come. */
export type AskedTrial =
  | { readonly answer: RunAnswer }
  | { readonly answer: null; readonly trial: Trial };

/** An answer that was judged; null in its place where none came. */
export interface RanTrial {
  readonly trial: Trial;
  readonly answer: RunAnswer | null;
}

/** Asks once and judges; null where the run was abandoned before an answer came, or was judged. */
export async function runTrial(settings: RunTrialSettings): Promise<RanTrial | null> {
  const { run, testCase, judging } = settings;
  const asked = await askTrial(run, testCase, judging.abandon);
  return asked === null ? null : judgeAsked(asked, { testCase, judging });
}

/** Asks once; null where the run was abandoned before an answer came. */
export async function askTrial(
  run: RunCase,
  testCase: Case,
  abandon: AbortSignal,
): Promise<AskedTrial | null> {
  const startedAt = performance.now();
  try {
    return { answer: await run(testCase, abandon) };
  } catch (error) {
    if (abandon.aborted) return null;
    const trial = toErroredTrial(toTrialError(error), performance.now() - startedAt);
    return { trial, answer: null };
  }
}

/** Judges an answer that came; null where the run was abandoned before it was judged. */
export async function judgeAsked(
  asked: AskedTrial,
  settings: Omit<RunTrialSettings, "run"> & { readonly opponent?: Opponent },
): Promise<RanTrial | null> {
  if (asked.answer === null) return asked;
  const { testCase, judging, opponent } = settings;
  const { answer } = asked;
  const trial = await judgeAnswer(answer, { testCase, judging, opponent });
  return judging.abandon.aborted && trial.error !== null ? null : { trial, answer };
}

function toErroredTrial(error: TrialError, durationMs: number): Trial {
  return {
    outcome: null,
    success: false,
    passed: false,
    score: null,
    judgements: [],
    notApplicable: [],
    output: "",
    toolCalls: [],
    usage: { ...noUsage },
    // The vendor may bill a call that brought no answer.
    cost: null,
    durationMs,
    error,
  };
}

function toTrialError(error: unknown): TrialError {
  return {
    source: "run",
    kind: findFailureKind(error) ?? "unexpected",
    message: toErrorText(error),
    // Read from the data, not by class: another copy of core may have made the error.
    retryable: isPromptrailError(error) && error.data["retryable"] === true,
  };
}
