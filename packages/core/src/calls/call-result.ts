import type { StateSource } from "../lifecycle/state-source.js";
import type { Outcome, ProviderWarning } from "../provider/completion.js";
import type { ToolCall } from "../provider/message.js";
import type { RateLimits } from "../provider/rate-limits.js";
import type { TokenUsage } from "../provider/token-usage.js";
import type { Headroom } from "./headroom.js";

/** What came of a call. `Data`: what the version's output schema makes of the answer. */
export interface CallResult<Data = unknown> {
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
  /** The answer as the model wrote it. */
  readonly text: string;
  /** The value that the version's output schema returns; null where it declares none. */
  readonly data: Data;
  readonly toolCalls: readonly ToolCall[];
  readonly usage: TokenUsage;
  /** US dollars; null where the model's prices or what was used are unknown. */
  readonly cost: number | null;
  /** `2026-11-23`: of which day the prices are; null where they have none, and where there is no cost. */
  readonly pricesAsOf: string | null;
  readonly provider: string;
  /** The model that answered, as its vendor names it. */
  readonly model: string;
  /** True where a fallback that the version declares answered. */
  readonly fallback: boolean;
  readonly requestId: string | null;
  readonly stopReason: string | null;
  /** What the vendor still grants this key, by the headers of its reply; null where it does not say. */
  readonly rateLimits: RateLimits | null;
  /** What the call leaves of the context window; null where the model's is not known, or nobody looked. */
  readonly headroom: Headroom | null;
  readonly warnings: readonly ProviderWarning[];
  /** Of the attempt that answered: without those that failed, and the time between. */
  readonly durationMs: number;
  /** The environment's revision that the call resolved with. */
  readonly revision: number;
  readonly stateSource: StateSource;
  /** Why the call was not on the version that it should be on; null when it was. */
  readonly degraded: string | null;
}
