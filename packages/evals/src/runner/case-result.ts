import type { Outcome, TokenUsage } from "@promptrail/core";

/** What one eval said of an answer. */
export interface Judgement {
  readonly name: string;
  readonly mustPass: boolean;
  readonly passed: boolean;
  /** 0 to 1. */
  readonly score: number;
  readonly reason: string;
}

export interface TrialError {
  /** `run`: no answer came. `eval`: the answer could not be judged. */
  readonly source: "run" | "eval";
  /** A provider error's kind, else the error's code; `unexpected` for a foreign error; the eval's name. */
  readonly kind: string;
  readonly message: string;
  /** True where the same call may succeed later. */
  readonly retryable: boolean;
}

/** One answer, judged. */
export interface Trial {
  /** Null where no answer came. */
  readonly outcome: Outcome | null;
  /** Whether the answer counted as a success of its version. */
  readonly success: boolean;
  readonly passed: boolean;
  /** The mean of the evals' scores; null where there is an error. */
  readonly score: number | null;
  readonly judgements: readonly Judgement[];
  /** How the answer begins. */
  readonly output: string;
  readonly usage: TokenUsage;
  /** US dollars; null: unknown. */
  readonly cost: number | null;
  readonly durationMs: number;
  readonly error: TrialError | null;
}

interface ResultOfCase {
  readonly id: string;
  readonly tags: readonly string[];
  readonly cluster: string | null;
}

/** A case with the answers of one version, in the order they were asked for. */
export interface CaseResult extends ResultOfCase {
  readonly trials: readonly Trial[];
}

/** A case with the answers of both versions. */
export interface PairedCaseResult extends ResultOfCase {
  readonly candidate: readonly Trial[];
  readonly baseline: readonly Trial[];
}

/** True where an answer of the case is missing or was not judged: such a case has no score. */
export function isErrored(trials: readonly Trial[]): boolean {
  return trials.length === 0 || trials.some((trial) => trial.error !== null);
}

/** True where every answer of the case passed every eval. */
export function isPassed(trials: readonly Trial[]): boolean {
  return trials.length > 0 && trials.every((trial) => trial.passed);
}

/** The mean score of the case's answers, 0 to 1; null where the case is errored. */
export function readScore(trials: readonly Trial[]): number | null {
  if (isErrored(trials)) return null;
  const total = trials.reduce((sum, trial) => sum + (trial.score ?? 0), 0);
  return total / trials.length;
}
