import type { JsonValue, Outcome, TokenUsage, ToolCall } from "@promptrail/core";

/** One input, and what came of it on both versions. */
export interface ComparedPair {
  /** Unique in its comparison: the id of the call, or of the case. */
  readonly id: string;
  /** The template variables. */
  readonly context: unknown;
  /** What is right. Left out where nobody knows: evals that need it then do not judge the pair. */
  readonly groundTruth?: unknown;
  /** Pairs of one cluster (a conversation, a user) are not independent. Default: null, for none. */
  readonly cluster?: string | null;
  /** Of the case. Default: none. */
  readonly tags?: readonly string[];
  /** The version that the other one is compared with: the active one, where one of them is. */
  readonly a: PairSide;
  /** The candidate. */
  readonly b: PairSide;
}

/** What came of an input on one version. */
export interface PairSide {
  /** Null where no answer came. */
  readonly outcome: Outcome | null;
  /** Whether the answer counted as a success of its version. */
  readonly success: boolean;
  /** As the model wrote it; empty where no answer came. Null: one came, and nobody kept it. */
  readonly text: string | null;
  /** As the version's output schema reads it; null where there is none. */
  readonly data: JsonValue;
  /** Left out where nobody kept them. */
  readonly toolCalls?: readonly ToolCall[];
  readonly usage: TokenUsage;
  /** US dollars; null: unknown. */
  readonly cost: number | null;
  /** Milliseconds of the attempt that answered; null: unknown. */
  readonly latencyMs: number | null;
  /** True where another model than the version's own answered: that is no measure of the version. */
  readonly fallback: boolean;
  /** Why no answer came; null where one did. */
  readonly failure: PairFailure | null;
}

export interface PairFailure {
  /** A provider error's kind, else the error's code: `overloaded`, `template`. */
  readonly kind: string;
  /**
   * Whose fault it is. `vendor`: it was busy, slow or out of reach, or the account or key did not do. `version`: what the version
   * sends or asks for. `other`: neither, so that the call tells nothing: who asked went away, or our own limits stopped it.
   */
  readonly fault: "vendor" | "version" | "other";
}

/** Shadow runs that left no pair. Null: nobody counted. */
export interface LostRuns {
  /** Not sent: too many ran at once, or the provider's limit left no room. */
  readonly shed: number | null;
  /** Not sent, because too many of the last ones failed. */
  readonly paused: number | null;
  /** Ended with their process. */
  readonly cut: number | null;
  /** Not sent, because a later step of a run of tools has none. */
  readonly step: number | null;
  /** Not sent, because a budget was used up. */
  readonly budget: number | null;
  /** Not sent, because their call took all of its time. */
  readonly late: number | null;
  /** Failed before there was a record of them. */
  readonly failed: number | null;
  /** Made, and lost on their way to the call log. */
  readonly unlogged: number | null;
  /** Logged, without the production call that they stood beside. */
  readonly unpaired: number | null;
}
