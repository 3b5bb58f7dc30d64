import type { Case, Eval, EvalSubject, Suite } from "@promptrail/core";
import { omitUndefined } from "@promptrail/core/portable";
import {
  cutOutput,
  type Judgement,
  type NotApplicable,
  type Trial,
  type TrialError,
} from "../case-result.js";
import type { EvalReply, Evaluator, Opponent } from "../evaluator/evaluator.js";
import { isJudgingEval } from "../evaluator/judging-eval.js";
import { cutReason, readSpending } from "../read-returned.js";
import type { AnswerText, RunAnswer } from "../run-answer.js";
import type { SharedLists } from "../shared-lists.js";
import { gradeTrial, refuseAnswer } from "./grade-trial.js";
import { JudgedTrial } from "./judged-trial.js";

/** What judges the answers of a run. */
export interface AnswersJudging {
  readonly suite: Suite;
  readonly evaluator: Evaluator;
  readonly abandon: AbortSignal;
  readonly shared: SharedLists;
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
  const { suite, shared } = judging;
  const spent = readSpending(answer);
  const replies = await ask({ ...answer, ...spent }, { testCase, judging, opponent });
  for (const [at, { name, mustPass, weight }] of suite.evals.entries()) {
    const reply = replies[at] ?? null;
    if (typeof reply === "string") error ??= evalError(name, reply);
    else if (reply === null) notApplicable.push({ name, mustPass });
    else judgements.push({ name, mustPass, ...reply, ...(weight === 1 ? {} : { weight }) });
  }
  const { outcome, success, toolCalls = [], durationMs, keptAt, isOwn } = answer;
  // Of their own length: a list that grew holds room for more.
  const said = { judgements: judgements.slice(), notApplicable: notApplicable.slice(), error };
  const verdict = shared.one({ outcome, success, ...gradeTrial(judgements, error), ...said });
  return new JudgedTrial(verdict, {
    text: answer.keptText ?? toText(answer),
    toolCalls: toolCalls.length === 0 ? shared.list([]) : toolCalls,
    usage: shared.one(spent.usage),
    cost: spent.cost,
    durationMs,
    keptAt,
    isOwn,
  });
}

/**
 * What each eval says, in the order of the suite. Those that look at the answer alone run at once: where they run in threads,
 * they get it together. Those that ask a model run one after the other, so that a limit of cost is kept.
 */
async function ask(
  answer: RunAnswer,
  { testCase, judging, opponent }: JudgedAnswer,
): Promise<readonly EvalReply[]> {
  const { suite, evaluator, abandon } = judging;
  if (!answer.success) return suite.evals.map(() => refuseAnswer(answer.outcome));
  const { id, tags, cluster } = testCase;
  const subject = toSubject(answer, testCase);
  const asked = { suite, case: { id, tags, cluster }, subject, abandon };
  const task = opponent === undefined ? asked : { ...asked, opponent };
  const replies = new Map<Eval, EvalReply>();
  const run = async (check: Eval) => {
    replies.set(check, await evaluator.evaluate({ ...task, check }));
  };
  const quick = Promise.all(suite.evals.filter((check) => !asksModel(check)).map(run));
  // Awaited below, unless one of those that ask ends the run first.
  quick.catch(() => {});
  for (const check of suite.evals.filter(asksModel)) await run(check);
  await quick;
  return suite.evals.map((check) => replies.get(check) ?? null);
}

function asksModel(check: Eval): boolean {
  return check.uses !== undefined || isJudgingEval(check);
}

function toSubject(answer: RunAnswer, testCase: Case): EvalSubject {
  const { text: output, data, toolCalls = [], usage, cost, durationMs, outcome } = answer;
  const { groundTruth, context, earlierTurns, turns } = testCase;
  const told = { groundTruth, context, ...omitUndefined({ earlierTurns, turns }) };
  return { output, data, toolCalls, usage, cost, durationMs, outcome, ...told };
}

function evalError(name: string, problem: string): TrialError {
  const message = cutReason(`Eval "${name}" ${problem}`);
  return { source: "eval", kind: name, message, retryable: false };
}

/** It holds what is shown, and nothing else of the answer. */
function toText({ text }: RunAnswer): AnswerText {
  const output = cutOutput(text);
  return { read: () => output };
}
