import {
  type Completion,
  findUsageWarnings,
  type ProviderWarning,
  type ToolCall,
} from "@promptrail/core";
import type { ClaudeMessage } from "./claude-reply.js";
import { mapStopReason } from "./map-stop-reason.js";
import { toTokenUsage } from "./to-token-usage.js";

export interface ReplyContext {
  readonly requestId: string | null;
  /** What the request could not honour. */
  readonly warnings: readonly ProviderWarning[];
}

export function fromClaudeMessage(message: ClaudeMessage, context: ReplyContext): Completion {
  const { content } = message;
  const stop = mapStopReason(message.stop_reason ?? null);
  const usage = toTokenUsage(message.usage ?? {});
  return {
    outcome: stop.outcome,
    text: content.map((block) => (block.type === "text" ? block.text : "")).join(""),
    reasoning: content.map((block) => (block.type === "thinking" ? block.thinking : "")).join(""),
    toolCalls: content.flatMap((block): readonly ToolCall[] =>
      block.type === "tool_use"
        ? [{ type: "tool_call", id: block.id, name: block.name, input: block.input ?? {} }]
        : [],
    ),
    usage,
    model: message.model,
    requestId: context.requestId,
    stopReason: message.stop_reason ?? null,
    warnings: [...context.warnings, ...stop.warnings, ...findUsageWarnings(usage)],
  };
}
