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
}

/**
 * Runs a prompt on one case. What it throws is recorded as an error of that case, by the code or kind of the error.
 * The signal fires only where the run is abandoned, not where it is stopped.
 */
export type RunCase = (testCase: Case, signal: AbortSignal) => Promise<RunAnswer>;
