import { isSuccess, type Suite } from "@promptrail/core";
import type { ScoredAnswer } from "@promptrail/core/lifecycle";
import { cutText } from "@promptrail/core/portable";
import { noUsage } from "@promptrail/core/provider-kit";
import { type Judgement, noText, type Trial } from "../runner/case-result.js";
import { gradeTrial, refuseAnswer } from "../runner/trials/grade-trial.js";

export interface AnswerRules {
  readonly suite: Suite;
  /** Of the version that answered: `tool_use` is then a success. */
  readonly declaresTools: boolean;
}

/** An answer as its run had it; or why no run of this suite has such an answer, as what follows on "it". */
export function toTrial(answer: ScoredAnswer, rules: AnswerRules): Trial | string {
  const { outcome, cost, durationMs, error } = answer;
  const success = outcome !== null && isSuccess(outcome, rules.declaresTools);
  const fault = success ? findJudgedFault(answer, rules) : findUnjudgedFault(answer);
  if (fault !== null) return fault;
  const judgements = toJudgements(answer, rules, success);
  const told = error === null ? null : { ...error, retryable: false };
  const silent = new Set(answer.notApplicable);
  return {
    outcome,
    success,
    ...gradeTrial(judgements, told),
    judgements,
    notApplicable: rules.suite.evals
      .filter(({ name }) => silent.has(name))
      .map(({ name, mustPass }) => ({ name, mustPass })),
    text: noText,
    toolCalls: [],
    usage: { ...noUsage, input: answer.inputTokens, output: answer.outputTokens },
    cost,
    durationMs,
    error: told,
  };
}

/** What must pass is the suite's to say. */
function toJudgements(
  { outcome, evals }: ScoredAnswer,
  { suite }: AnswerRules,
  success: boolean,
): readonly Judgement[] {
  if (outcome === null) return [];
  const said = new Map(evals.map((scored) => [scored.name, scored]));
  return suite.evals.flatMap(({ name, mustPass, weight }) => {
    const scored = success ? said.get(name) : refuseAnswer(outcome);
    const weighed = weight === 1 ? {} : { weight };
    return scored === undefined ? [] : [{ ...scored, name, mustPass, ...weighed }];
  });
}

/** An answer that did not come, or is no success: no eval saw it. */
function findUnjudgedFault({ outcome, evals, notApplicable, error }: ScoredAnswer): string | null {
  if (evals.length > 0 || notApplicable.length > 0) {
    return "was not a success of its version, so no eval can have judged it";
  }
  if (outcome === null && error?.source !== "run") return "has neither an outcome nor an error";
  if (outcome !== null && error !== null) return "has an outcome, and an error that excludes it";
  return null;
}

/** A success: each eval judged it, or does not apply, or is what the error names. */
function findJudgedFault(answer: ScoredAnswer, { suite }: AnswerRules): string | null {
  const { evals, notApplicable, error } = answer;
  const known = new Set(suite.evals.map(({ name }) => name));
  const heard = new Set<string>();
  for (const name of [...evals.map((scored) => scored.name), ...notApplicable]) {
    if (!known.has(name)) return `names the eval "${cutText(name)}", which the suite does not have`;
    if (heard.has(name)) return `names the eval "${name}" twice`;
    heard.add(name);
  }
  if (error?.source === "run") return "has an outcome, and an error that excludes it";
  if (error !== null) {
    const isFailed = known.has(error.kind) && !heard.has(error.kind);
    return isFailed
      ? null
      : "names as failed an eval that judged it, or that the suite does not have";
  }
  const silent = [...known].find((name) => !heard.has(name));
  return silent === undefined ? null : `has no result of the eval "${silent}"`;
}
