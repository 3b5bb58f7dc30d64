import type { JsonObject, JsonValue } from "../json/json-value.js";

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
  /**
   * What the vendor wants to see again beside this call, such as reasoning that it has encrypted. Give the call back as
   * it came: only the provider that wrote this reads it.
   */
  readonly vendorState?: JsonObject;
}

export interface ToolResult {
  readonly type: "tool_result";
  readonly toolCallId: string;
  readonly text: string;
  readonly isError: boolean;
}

/** One message of a conversation. Its boundaries are data: no text can open another one. */
export type Message =
  | { readonly role: "system"; readonly content: readonly TextPart[] }
  | { readonly role: "user"; readonly content: readonly (TextPart | ToolResult)[] }
  | { readonly role: "assistant"; readonly content: readonly (TextPart | ToolCall)[] };
