import type { StopReason } from "@anthropic-ai/sdk/resources/messages";
import type { Outcome, ProviderWarning, TokenUsage } from "@promptrail/core";
import {
  type Completion,
  findUsageWarnings,
  type RateLimits,
  settleToolCalls,
  type ToldToolCall,
} from "@promptrail/core/provider-kit";
import { toThinkingState } from "../thinking-state.js";
import type { ClaudeMessage, ClaudeUsage } from "./claude-reply.js";

export interface ReplyContext {
  /** The model that was asked for, where an answer names none. */
  readonly model: string;
  readonly requestId: string | null;
  readonly rateLimits?: RateLimits | null;
  /** What the request could not honour. */
  readonly warnings: readonly ProviderWarning[];
}

export function fromClaudeMessage(message: ClaudeMessage, context: ReplyContext): Completion {
  const { content } = message;
  const stop = mapStopReason(message.stop_reason ?? null);
  const usage = toTokenUsage(message.usage ?? {});
  const settled = settleToolCalls(stop.outcome, content.flatMap(toToldCall));
  return {
    outcome: settled.outcome,
    text: content.map((block) => (block.type === "text" ? block.text : "")).join(""),
    reasoning: content.map((block) => (block.type === "thinking" ? block.thinking : "")).join(""),
    reasoningState: toThinkingState(content),
    toolCalls: settled.toolCalls,
    usage,
    model: message.model || context.model,
    requestId: context.requestId,
    rateLimits: context.rateLimits ?? null,
    stopReason: message.stop_reason ?? null,
    warnings: [
      ...context.warnings,
      ...stop.warnings,
      ...settled.warnings,
      ...findUsageWarnings(usage),
    ],
  };
}

function toToldCall(block: ClaudeMessage["content"][number]): readonly ToldToolCall[] {
  if (block.type !== "tool_use") return [];
  const { id, name, input = {} } = block;
  return [{ id: id ?? "", name: name ?? "", input: { value: input } }];
}

const known: Record<StopReason, Outcome> = {
  end_turn: "ok",
  stop_sequence: "ok",
  tool_use: "tool_use",
  max_tokens: "truncated",
  model_context_window_exceeded: "context_exceeded",
  refusal: "refused",
  pause_turn: "paused",
};

const outcomes: ReadonlyMap<string | null, Outcome> = new Map(Object.entries(known));

export interface MappedStop {
  readonly outcome: Outcome;
  readonly warnings: readonly ProviderWarning[];
}

/** How an answer with this stop reason ended. One that is unknown is never taken for a success. */
export function mapStopReason(stopReason: string | null): MappedStop {
  const outcome = outcomes.get(stopReason);
  if (outcome !== undefined) return { outcome, warnings: [] };
  const reason =
    stopReason === null
      ? "The answer ended without a stop reason, so it does not count as complete."
      : `"${stopReason}" is not a known stop reason, so the answer does not count as complete.`;
  return { outcome: "incomplete_stream", warnings: [{ setting: "stop_reason", reason }] };
}

/** Anthropic counts cached input beside `input_tokens`; we count it as part of the input. */
export function toTokenUsage(usage: ClaudeUsage): TokenUsage {
  const uncached = usage.input_tokens ?? null;
  const cacheRead = usage.cache_read_input_tokens ?? null;
  const cacheWrite = usage.cache_creation_input_tokens ?? null;
  return {
    input: uncached === null ? null : uncached + (cacheRead ?? 0) + (cacheWrite ?? 0),
    output: usage.output_tokens ?? null,
    cacheRead,
    cacheWrite,
    reasoning: usage.output_tokens_details?.thinking_tokens ?? null,
  };
}
