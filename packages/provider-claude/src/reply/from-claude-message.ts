import {
  type Completion,
  findUsageWarnings,
  type ProviderWarning,
  settleToolCalls,
  type ToldToolCall,
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
  const settled = settleToolCalls(stop.outcome, content.flatMap(toToldCall));
  return {
    outcome: settled.outcome,
    text: content.map((block) => (block.type === "text" ? block.text : "")).join(""),
    reasoning: content.map((block) => (block.type === "thinking" ? block.thinking : "")).join(""),
    toolCalls: settled.toolCalls,
    usage,
    model: message.model,
    requestId: context.requestId,
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
