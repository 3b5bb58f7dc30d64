import type { EvalResult, Outcome } from "@promptrail/core";
import { type Judgement, meanOfJudgements, type Trial, type TrialError } from "../case-result.js";

/** What the evals' judgements make of an answer. */
export function gradeTrial(
  judgements: readonly Judgement[],
  error: TrialError | null,
): Pick<Trial, "passed" | "score"> {
  if (error !== null) return { passed: false, score: null };
  return {
    passed: judgements.length === 0 ? null : judgements.every(({ passed }) => passed),
    score: meanOfJudgements(judgements),
  };
}

/** What every eval says of an answer that is no success: half an answer may hold by accident. */
export function refuseAnswer(outcome: Outcome): EvalResult {
  return { passed: false, score: 0, reason: `The answer ended as ${outcome} and is not judged.` };
}
