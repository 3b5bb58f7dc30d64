import type {
  JsonValue,
  Outcome,
  ProviderWarning,
  StateSource,
  TokenUsage,
  ToolCall,
} from "@promptrail/core";

/** What came of a call: the shape that the runtime's calls return. */
export interface CallResult {
  /** The id of the call's record. */
  readonly id: string;
  readonly family: string;
  /** The version that ran. */
  readonly version: number;
  /** `product_description_v2` */
  readonly key: string;
  readonly outcome: Outcome;
  /** True for `ok`, and for `tool_use` where the version declares tools. */
  readonly success: boolean;
  readonly text: string;
  /** The answer as the version's output schema reads it; null where it declares none. */
  readonly data: JsonValue | null;
  readonly toolCalls: readonly ToolCall[];
  readonly usage: TokenUsage;
  /** US dollars; null where the model's prices are unknown. */
  readonly cost: number | null;
  readonly provider: string;
  /** The model that answered, as its vendor names it. */
  readonly model: string;
  readonly requestId: string | null;
  readonly stopReason: string | null;
  readonly warnings: readonly ProviderWarning[];
  readonly durationMs: number;
  /** The environment's revision that the call resolved with. */
  readonly revision: number;
  readonly stateSource: StateSource;
  /** Why the call was not on the version that it should be on; null when it was. */
  readonly degraded: string | null;
}

/** Text as it comes, then one `finish` with the result: look at its `outcome`, the text may be cut. */
export type CallStreamEvent =
  | { readonly type: "text-delta"; readonly text: string }
  | { readonly type: "reasoning-delta"; readonly text: string }
  | { readonly type: "finish"; readonly result: CallResult };
