import type { JsonValue } from "../json/json-value.js";

/** Asks the vendor to keep what comes up to here, so that later calls read it from its cache. */
export interface CacheHint {
  readonly ttl: "5m" | "1h";
}

export interface TextPart {
  readonly type: "text";
  readonly text: string;
  readonly cache?: CacheHint;
}

export interface ToolCall {
  readonly type: "tool_call";
  readonly id: string;
  readonly name: string;
  readonly input: JsonValue;
}

export interface ToolResult {
  readonly type: "tool_result";
  readonly toolCallId: string;
  readonly text: string;
  readonly isError: boolean;
}

/** What a vendor wants back of a model's reasoning, beside the answers to its tool calls. */
export interface ReasoningState {
  /** The id of the provider that gave it: to any other it says nothing, and is not sent. */
  readonly provider: string;
  /** In the vendor's own form. */
  readonly data: JsonValue;
}

/** One message of a conversation. Its boundaries are data: no text can open another one. */
export type Message =
  | { readonly role: "system"; readonly content: readonly TextPart[] }
  | { readonly role: "user"; readonly content: readonly (TextPart | ToolResult)[] }
  | {
      readonly role: "assistant";
      readonly content: readonly (TextPart | ToolCall)[];
      readonly reasoning?: ReasoningState;
    };
