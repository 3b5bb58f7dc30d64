import type { Outcome, TokenUsage, ToolCall } from "@promptrail/core";
import type { AnswerText } from "./run-answer.js";

/** What one eval said of an answer. */
export interface Judgement {
  readonly name: string;
  readonly mustPass: boolean;
  readonly passed: boolean;
  /** 0 to 1. */
  readonly score: number;
  readonly reason: string;
  /** Of the score, where the eval judged the answer several times. */
  readonly variance?: number | undefined;
  /** How much the score counts beside those of the other evals. Absent: 1. */
  readonly weight?: number;
}

/** An eval that does not apply to an answer: it says nothing of it, neither good nor bad. */
export type NotApplicable = Pick<Judgement, "name" | "mustPass">;

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
  /** Null where no eval applies to the answer. */
  readonly passed: boolean | null;
  /** The weighted mean of the scores of the evals that apply; null where none does, and where there is an error. */
  readonly score: number | null;
  /** Of the evals that apply. */
  readonly judgements: readonly Judgement[];
  readonly notApplicable: readonly NotApplicable[];
  /** The answer's text; `readOutput` reads it. */
  readonly text: AnswerText;
  /** The tools that the model asks for. */
  readonly toolCalls: readonly ToolCall[];
  readonly usage: TokenUsage;
  /** US dollars; null: unknown. */
  readonly cost: number | null;
  readonly durationMs: number;
  /** When the answer came, where it was kept and not asked for now. */
  readonly keptAt?: Date | undefined;
  /** True where it is kept since this run asked for it; else an earlier run did. */
  readonly isOwn?: boolean | undefined;
  readonly error: TrialError | null;
}

/** The text of an answer that is none, or that nobody has. */
export const noText: AnswerText = Object.freeze({ read: () => "" });

const outputLimit = 4_000;

/** The text of an answer, cut after 4,000 characters. */
export function readOutput({ text }: Pick<Trial, "text">): string {
  return cutOutput(text.read());
}

/** Cut between characters: half a surrogate pair cannot be stored. */
export function cutOutput(text: string): string {
  if (text.length <= outputLimit) return text;
  return `${text.slice(0, outputLimit - 1).replace(/[\uD800-\uDBFF]$/, "")}…`;
}

export interface ResultOfCase {
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

/** How many answers came, whether they are a success or not. */
export function countAnswers(trials: readonly Trial[]): number {
  return trials.filter(({ outcome }) => outcome !== null).length;
}

/** True where every answer of the case came, and no eval applies to any of them: it has no score, either. */
export function isNotApplicable(trials: readonly Trial[]): boolean {
  return !isErrored(trials) && trials.every((trial) => trial.judgements.length === 0);
}

/** True where an eval applies, and every answer of the case passed each that does. */
export function isPassed(trials: readonly Trial[]): boolean {
  return (
    trials.some((trial) => trial.passed === true) && trials.every((trial) => trial.passed !== false)
  );
}

/** The mean score of the case's answers, 0 to 1; null where the case is errored, or no eval applies. */
export function readScore(trials: readonly Trial[]): number | null {
  if (isErrored(trials)) return null;
  return meanOf(trials.flatMap(({ score }) => (score === null ? [] : [score])));
}

/** Of what the evals of one answer said, by their weights; null of nothing. */
export function meanOfJudgements(
  judgements: readonly Pick<Judgement, "score" | "weight">[],
): number | null {
  const total = judgements.reduce((sum, { weight = 1 }) => sum + weight, 0);
  if (total === 0) return null;
  const sum = judgements.reduce((sofar, { score, weight = 1 }) => sofar + weight * score, 0);
  return Math.min(1, sum / total);
}

/** Of scores, which it does not leave by rounding; null of nothing. */
export function meanOf(scores: readonly number[]): number | null {
  if (scores.length === 0) return null;
  return Math.min(1, scores.reduce((sum, score) => sum + score, 0) / scores.length);
}
