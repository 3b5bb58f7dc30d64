import type { CallResult, Message, TokenUsage, ToolCall } from "@promptrail/core";

/** How a tool call ended, as the model was told. */
export interface ToolAnswer {
  readonly call: ToolCall;
  /**
   * `ok`; `refused`: the function threw a `ToolRefusal`; `failed`: it threw anything else, or returned what JSON cannot
   * represent; `invalid_input` and `unknown_tool`: no function was called.
   */
  readonly outcome: "ok" | "refused" | "failed" | "invalid_input" | "unknown_tool";
  /** What the model was told. */
  readonly text: string;
  /** True where the result was longer than the run allows. */
  readonly isCut: boolean;
  /** What the function threw; undefined where it threw nothing. The model was not shown it. */
  readonly error: unknown;
  readonly durationMs: number;
}

/** One call of the model, and what its tool calls came to. */
export interface RunStep<Data = unknown> {
  /** From 1, as in the record. */
  readonly step: number;
  readonly call: CallResult<Data>;
  /** In the order of the call's `toolCalls`; those that were answered, where the run ended meanwhile. */
  readonly toolAnswers: readonly ToolAnswer[];
}

/** What is known of a run, however it ended. */
export interface RunReport<Data = unknown> {
  readonly runId: string;
  readonly family: string;
  /** The version on which every step ran. */
  readonly version: number;
  /** `parcel_help_v2` */
  readonly key: string;
  readonly steps: readonly RunStep<Data>[];
  /** Tool calls of the model whose input did not fit the tool's schema. */
  readonly invalidInputs: number;
  /** What all attempts used that brought an answer or a part of one; null where one of them does not say. */
  readonly usage: TokenUsage;
  /** US dollars, of the same attempts; null where it is not known of one of them. */
  readonly cost: number | null;
  /** What follows the rendered messages by now: given as `turns`, the next call or run goes on from here. */
  readonly turns: readonly Message[];
}

/** What came of a run that ended with an answer. */
export interface RunResult<Data = unknown> extends RunReport<unknown> {
  /** The last answer as the model wrote it. */
  readonly text: string;
  /** The value that the version's output schema returns of it; null where it declares none. */
  readonly data: Data;
}
