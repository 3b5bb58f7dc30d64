import type { Case, JsonValue, Outcome, TokenUsage, ToolCall } from "@promptrail/core";

/** One answer of one version to one case. */
export interface RunAnswer {
  readonly outcome: Outcome;
  /** False for every answer that does not count as a success of its version: it scores 0. */
  readonly success: boolean;
  readonly text: string;
  /** The answer as the version's output schema reads it; null where there is none. */
  readonly data: JsonValue | null;
  /** Left out by a run that has none. */
  readonly toolCalls?: readonly ToolCall[];
  readonly usage: TokenUsage;
  /** US dollars; null where it is unknown. */
  readonly cost: number | null;
  readonly durationMs: number;
  /** The model that answered, as its vendor names it; null or left out where nobody said. */
  readonly model?: string | null;
  /** When it came, where it was not asked for now: `keepAnswers` found it. */
  readonly keptAt?: Date;
  /** True where this run itself asked for it, and takes it once more. */
  readonly isOwn?: boolean;
  /** Its text where that is kept: without it the run holds it. */
  readonly keptText?: AnswerText;
}

/** The text of an answer, which a run of many cases does not hold. */
export interface AnswerText {
  readonly read: () => string;
}

/** What a run is told beside the case. */
export interface CaseCall {
  /** Which of the answers that the suite asks of each case, from 0. */
  readonly repeat: number;
  /** Fires only where the run is abandoned, not where it is stopped. */
  readonly signal: AbortSignal;
}

/** Runs a prompt on one case. What it throws is recorded as an error of that case, by the code or kind of the error. */
export interface RunCase {
  (testCase: Case, call: CaseCall): Promise<RunAnswer>;
  /** Whether the answer is there already, so that it costs nothing; left out where none is. */
  readonly has?: (testCase: Case, repeat: number) => boolean;
  /** No answer that is there is older; null or left out where nobody asked for that. */
  readonly freshSince?: Date | null;
}
