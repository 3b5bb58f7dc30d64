import type { Case, Eval, EvalSubject } from "@promptrail/core";
import type { Judgement, Trial, TrialError } from "./case-result.js";
import { readEvalResult, readSpending } from "./read-returned.js";
import type { RunAnswer } from "./run-answer.js";

const outputLimit = 1_000;

interface JudgeAnswerSettings {
  readonly answer: RunAnswer;
  readonly testCase: Case;
  readonly evals: readonly Eval[];
}

/**
 * One answer through all evals. An answer without success is not shown to them: half an answer may hold by
 * accident. It scores 0 with its outcome as the reason. An eval that throws, or whose result is not
 * `{ passed, score 0..1, reason }`, makes the trial an error.
 */
export async function judgeAnswer(settings: JudgeAnswerSettings): Promise<Trial> {
  const { answer, testCase, evals } = settings;
  const judgements: Judgement[] = [];
  let error: TrialError | null = null;
  for (const check of evals) {
    const judged = answer.success
      ? await judge(check, toSubject(answer, testCase))
      : refuse(check, answer);
    if ("source" in judged) error ??= judged;
    else judgements.push(judged);
  }
  return {
    outcome: answer.outcome,
    success: answer.success,
    passed: answer.success && error === null && judgements.every((judgement) => judgement.passed),
    score: error === null ? meanScore(judgements) : null,
    judgements,
    output: cut(answer.text),
    ...readSpending(answer),
    durationMs: answer.durationMs,
    error,
  };
}

/** Several answers to one case, one after another. */
export async function judgeAnswers(
  answers: readonly RunAnswer[],
  testCase: Case,
  evals: readonly Eval[],
): Promise<readonly Trial[]> {
  const trials: Trial[] = [];
  for (const answer of answers) trials.push(await judgeAnswer({ answer, testCase, evals }));
  return trials;
}

function toSubject(answer: RunAnswer, testCase: Case): EvalSubject {
  const { groundTruth, context } = testCase;
  return { output: answer.text, data: answer.data, groundTruth, context };
}

async function judge(check: Eval, subject: EvalSubject): Promise<Judgement | TrialError> {
  const { name, mustPass } = check;
  let returned: unknown;
  try {
    returned = await check.evaluate(subject);
  } catch (error) {
    return evalError(name, `threw: ${error instanceof Error ? error.message : String(error)}`);
  }
  const result = readEvalResult(returned);
  return typeof result === "string" ? evalError(name, result) : { name, mustPass, ...result };
}

function evalError(name: string, problem: string): TrialError {
  return {
    source: "eval",
    kind: name,
    message: `Eval "${name}" ${problem}`,
    retryable: false,
  };
}

function refuse({ name, mustPass }: Eval, answer: RunAnswer): Judgement {
  return {
    name,
    mustPass,
    passed: false,
    score: 0,
    reason: `The answer ended as ${answer.outcome} and is not judged.`,
  };
}

function meanScore(judgements: readonly Judgement[]): number {
  const total = judgements.reduce((sum, judgement) => sum + judgement.score, 0);
  // A mean of equal scores must stay in 0..1 and be the score itself.
  return Math.min(1, total / judgements.length);
}

/** Cut between characters: half a surrogate pair cannot be stored. */
function cut(text: string): string {
  if (text.length <= outputLimit) return text;
  return `${text.slice(0, outputLimit - 1).replace(/[\uD800-\uDBFF]$/, "")}…`;
}
