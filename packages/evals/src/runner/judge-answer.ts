import type { Case, EvalSubject, Suite } from "@promptrail/core";
import type { Judgement, NotApplicable, Trial, TrialError } from "./case-result.js";
import type { Evaluator, Opponent } from "./evaluator/evaluator.js";
import { gradeTrial, refuseAnswer } from "./grade-trial.js";
import { readSpending } from "./read-returned.js";
import type { RunAnswer } from "./run-answer.js";

const outputLimit = 4_000;

/** What judges the answers of a run. */
export interface AnswersJudging {
  readonly suite: Suite;
  readonly evaluator: Evaluator;
  readonly abandon: AbortSignal;
}

/** What an answer is judged by. */
export interface JudgedAnswer {
  readonly testCase: Case;
  readonly judging: AnswersJudging;
  /** The other version's answer; undefined where one version runs alone. */
  readonly opponent?: Opponent | undefined;
}

/**
 * One answer through all evals. An answer without success is not shown to them: half an answer may hold by
 * accident. It scores 0 with its outcome as the reason. An eval that throws, that is late, or whose result is
 * neither null nor `{ passed, score 0..1, reason }`, makes the trial an error.
 */
export async function judgeAnswer(
  answer: RunAnswer,
  { testCase, judging, opponent }: JudgedAnswer,
): Promise<Trial> {
  const judgements: Judgement[] = [];
  const notApplicable: NotApplicable[] = [];
  let error: TrialError | null = null;
  const { suite, evaluator, abandon } = judging;
  const { id, tags, cluster } = testCase;
  const asked = {
    suite,
    case: { id, tags, cluster },
    subject: toSubject(answer, testCase),
    abandon,
  };
  const task = opponent === undefined ? asked : { ...asked, opponent };
  for (const check of suite.evals) {
    const { name, mustPass, weight } = check;
    const reply = answer.success
      ? await evaluator.evaluate({ ...task, check })
      : refuseAnswer(answer.outcome);
    if (reply === null) notApplicable.push({ name, mustPass });
    else if (typeof reply === "string") error ??= evalError(name, reply);
    else judgements.push({ name, mustPass, ...reply, ...(weight === 1 ? {} : { weight }) });
  }
  return {
    outcome: answer.outcome,
    success: answer.success,
    ...gradeTrial(judgements, error),
    judgements,
    notApplicable,
    output: cut(answer.text),
    toolCalls: answer.toolCalls ?? [],
    ...readSpending(answer),
    durationMs: answer.durationMs,
    error,
  };
}

/** Several answers to one case, one after another. */
export async function judgeAnswers(
  answers: readonly RunAnswer[],
  testCase: Case,
  judging: AnswersJudging,
): Promise<readonly Trial[]> {
  const trials: Trial[] = [];
  for (const answer of answers) trials.push(await judgeAnswer(answer, { testCase, judging }));
  return trials;
}

function toSubject(answer: RunAnswer, testCase: Case): EvalSubject {
  const { text: output, data, toolCalls = [], durationMs, outcome } = answer;
  const { groundTruth, context } = testCase;
  const spent = readSpending(answer);
  return { output, data, toolCalls, ...spent, durationMs, outcome, groundTruth, context };
}

function evalError(name: string, problem: string): TrialError {
  return { source: "eval", kind: name, message: `Eval "${name}" ${problem}`, retryable: false };
}

/** Cut between characters: half a surrogate pair cannot be stored. */
function cut(text: string): string {
  if (text.length <= outputLimit) return text;
  return `${text.slice(0, outputLimit - 1).replace(/[\uD800-\uDBFF]$/, "")}…`;
}
