import { type Case, type Eval, isPromptrailError, noUsage, ProviderError } from "@promptrail/core";
import type { Trial, TrialError } from "./case-result.js";
import { judgeAnswer } from "./judge-answer.js";
import type { RunAnswer, RunCase } from "./run-answer.js";

interface RunTrialSettings {
  readonly run: RunCase;
  readonly testCase: Case;
  readonly evals: readonly Eval[];
  readonly abandon: AbortSignal;
}

/** An answer that was judged; null in its place where none came. */
export interface RanTrial {
  readonly trial: Trial;
  readonly answer: RunAnswer | null;
}

/** Asks once and judges; null where the run was abandoned before an answer came. */
export async function runTrial(settings: RunTrialSettings): Promise<RanTrial | null> {
  const { run, testCase, evals, abandon } = settings;
  const startedAt = performance.now();
  let answer: RunAnswer;
  try {
    answer = await run(testCase, abandon);
  } catch (error) {
    if (abandon.aborted) return null;
    const trial = toErroredTrial(toTrialError(error), performance.now() - startedAt);
    return { trial, answer: null };
  }
  return { trial: await judgeAnswer({ answer, testCase, evals }), answer };
}

function toErroredTrial(error: TrialError, durationMs: number): Trial {
  return {
    outcome: null,
    success: false,
    passed: false,
    score: null,
    judgements: [],
    output: "",
    usage: { ...noUsage },
    // The vendor may bill a call that brought no answer.
    cost: null,
    durationMs,
    error,
  };
}

function toTrialError(error: unknown): TrialError {
  const message = error instanceof Error ? error.message : String(error);
  if (!isPromptrailError(error)) {
    return { source: "run", kind: "unexpected", message, retryable: false };
  }
  // Read from the data, not by class: another copy of core may have made the error.
  const { kind, retryable } = error.data;
  return {
    source: "run",
    kind: error.code === "provider_failed" && typeof kind === "string" ? kind : error.code,
    message,
    retryable: error instanceof ProviderError ? error.retryable : retryable === true,
  };
}
