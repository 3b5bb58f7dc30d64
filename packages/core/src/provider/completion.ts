import type { JsonValue } from "../json/json-value.js";
import type { ToolCall } from "./message.js";
import type { RateLimits } from "./rate-limits.js";
import type { TokenUsage } from "./token-usage.js";

/** A setting or option that the provider could not honour. */
export interface ProviderWarning {
  readonly setting: string;
  readonly reason: string;
}

/** One answer, read from a vendor's reply. */
export interface Completion {
  readonly outcome: Outcome;
  readonly text: string;
  /** What the model thought aloud, where the vendor tells it. */
  readonly reasoning: string;
  /** What the vendor wants back of it in the next request, in its own form; left out, or null, where it wants nothing. */
  readonly reasoningState?: JsonValue | undefined;
  readonly toolCalls: readonly ToolCall[];
  readonly usage: TokenUsage;
  /** The model that answered, as the vendor names it. */
  readonly model: string;
  /** The vendor's id of the request, for its support. */
  readonly requestId: string | null;
  /** The vendor's own stop word; null where the reply ended without one. */
  readonly stopReason: string | null;
  readonly warnings: readonly ProviderWarning[];
  /** Left out, or null, where the vendor tells nothing of its limits. */
  readonly rateLimits?: RateLimits | null | undefined;
}

/** How an answer ended. Only `ok` is a success, and `tool_use` where the version declares tools. */
export const outcomes = [
  "ok",
  "tool_use",
  "truncated",
  "context_exceeded",
  "refused",
  "content_filtered",
  "paused",
  "incomplete_stream",
  "invalid_output",
] as const;

export type Outcome = (typeof outcomes)[number];

/** Whether an outcome counts as success: `ok`, and `tool_use` where the version declares tools. */
export function isSuccess(outcome: Outcome, declaresTools: boolean): boolean {
  return outcome === "ok" || (outcome === "tool_use" && declaresTools);
}

/** What a provider warns of where its vendor did not say how much was used. */
export function findUsageWarnings({ input, output }: TokenUsage): readonly ProviderWarning[] {
  if (input !== null && output !== null) return [];
  const missing = [...(input === null ? ["input"] : []), ...(output === null ? ["output"] : [])];
  return [
    {
      setting: "usage",
      reason: `The reply did not say how many tokens of ${missing.join(" and ")} were used, so these and the cost are unknown.`,
    },
  ];
}
