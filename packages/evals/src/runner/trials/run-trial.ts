import { type Case, isPromptrailError } from "@promptrail/core";
import { toErrorText } from "@promptrail/core/errors";
import { findFailureKind, noUsage } from "@promptrail/core/provider-kit";
import { noText, type Trial, type TrialError } from "../case-result.js";
import { cutReason } from "../read-returned.js";
import type { RunAnswer, RunCase } from "../run-answer.js";
import { type AnswersJudging, type JudgedAnswer, judgeAnswer } from "./judge-answer.js";

interface RunTrialSettings {
  readonly run: RunCase;
  readonly testCase: Case;
  /** From 0. */
  readonly repeat: number;
  readonly judging: AnswersJudging;
}

/** An answer that is not judged yet, or the trial of one that did not come. */
export type AskedTrial =
  | { readonly answer: RunAnswer }
  | { readonly answer: null; readonly trial: Trial };

/** Asks once and judges; null where the run was abandoned before an answer came, or was judged. */
export async function runTrial(settings: RunTrialSettings): Promise<Trial | null> {
  const asked = await askTrial(settings);
  return asked === null ? null : judgeAsked(asked, settings);
}

/** Asks once; null where the run was abandoned before an answer came. */
export async function askTrial(settings: RunTrialSettings): Promise<AskedTrial | null> {
  const { run, testCase, repeat, judging } = settings;
  const { abandon: signal } = judging;
  const startedAt = performance.now();
  try {
    return { answer: await run(testCase, { repeat, signal }) };
  } catch (error) {
    if (signal.aborted) return null;
    const trial = toErroredTrial(toTrialError(error), performance.now() - startedAt);
    return { trial, answer: null };
  }
}

/** Judges an answer that came; null where the run was abandoned before it was judged. */
export async function judgeAsked(asked: AskedTrial, settings: JudgedAnswer): Promise<Trial | null> {
  if (asked.answer === null) return asked.trial;
  const trial = await judgeAnswer(asked.answer, settings);
  return settings.judging.abandon.aborted && trial.error !== null ? null : trial;
}

function toErroredTrial(error: TrialError, durationMs: number): Trial {
  return {
    outcome: null,
    success: false,
    passed: false,
    score: null,
    judgements: [],
    notApplicable: [],
    text: noText,
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
    message: cutReason(toErrorText(error)),
    // Read from the data, not by class: another copy of core may have made the error.
    retryable: isPromptrailError(error) && error.data["retryable"] === true,
  };
}
