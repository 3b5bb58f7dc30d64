import type { TokenUsage, ToolCall } from "@promptrail/core";
import type { Judgement, NotApplicable, Trial, TrialError } from "../case-result.js";
import type { AnswerText } from "../run-answer.js";

/** What is the same of all answers that ended alike and of which the evals said the same. */
export type TrialVerdict = Pick<
  Trial,
  "outcome" | "success" | "passed" | "score" | "judgements" | "notApplicable" | "error"
>;

/** What each answer has for itself. */
export type TrialAnswer = Pick<
  Trial,
  "text" | "toolCalls" | "usage" | "cost" | "durationMs" | "keptAt" | "isOwn"
>;

/**
 * One answer, judged. A run has one for each and holds them all until its report, so answers of the same verdict hold it as one
 * object: that takes little more than half the memory.
 */
export class JudgedTrial implements Trial {
  readonly verdict: TrialVerdict;
  readonly text: AnswerText;
  readonly toolCalls: readonly ToolCall[];
  readonly usage: TokenUsage;
  readonly cost: number | null;
  readonly durationMs: number;
  readonly keptAt: Date | undefined;
  readonly isOwn: boolean | undefined;

  constructor(verdict: TrialVerdict, answer: TrialAnswer) {
    this.verdict = verdict;
    this.text = answer.text;
    this.toolCalls = answer.toolCalls;
    this.usage = answer.usage;
    this.cost = answer.cost;
    this.durationMs = answer.durationMs;
    this.keptAt = answer.keptAt;
    this.isOwn = answer.isOwn;
  }

  get outcome(): TrialVerdict["outcome"] {
    return this.verdict.outcome;
  }

  get success(): boolean {
    return this.verdict.success;
  }

  get passed(): boolean | null {
    return this.verdict.passed;
  }

  get score(): number | null {
    return this.verdict.score;
  }

  get judgements(): readonly Judgement[] {
    return this.verdict.judgements;
  }

  get notApplicable(): readonly NotApplicable[] {
    return this.verdict.notApplicable;
  }

  get error(): TrialError | null {
    return this.verdict.error;
  }
}
