import {
  type Completion,
  findUsageWarnings,
  type JsonValue,
  noUsage,
  type ProviderWarning,
  type ToolCall,
} from "@promptrail/core";
import type { CompatibleVendor } from "../compatible-vendor.js";
import type { ChatCompletionReply } from "./chat-reply.js";
import { mapFinishReason } from "./map-finish-reason.js";

export interface ReplyContext {
  readonly vendor: CompatibleVendor;
  readonly requestId: string | null;
  /** What the request could not honour. */
  readonly warnings: readonly ProviderWarning[];
}

export function fromChatCompletion(reply: ChatCompletionReply, context: ReplyContext): Completion {
  const [{ message, finish_reason: finishReason }] = reply.choices;
  const { vendor } = context;
  const stop = mapFinishReason(finishReason ?? null, vendor.finishReasons);
  const isRefusal = (message.refusal ?? "") !== "";
  const usage = reply.usage == null ? noUsage : vendor.toTokenUsage(reply.usage);
  return {
    outcome: isRefusal ? "refused" : stop.outcome,
    text: message.content ?? message.refusal ?? "",
    reasoning: message.reasoning_content ?? "",
    toolCalls: (message.tool_calls ?? []).map(toToolCall),
    usage,
    model: reply.model,
    requestId: context.requestId,
    stopReason: finishReason ?? null,
    warnings: [...context.warnings, ...stop.warnings, ...findUsageWarnings(usage)],
  };
}

type WireToolCall = NonNullable<ChatCompletionReply["choices"][0]["message"]["tool_calls"]>[number];

function toToolCall(call: WireToolCall): ToolCall {
  const { name, arguments: input } = call.function;
  return { type: "tool_call", id: call.id, name, input: parseArguments(input) };
}

/** Arguments that were cut stay text, so that nothing of them is lost. */
function parseArguments(text: string): JsonValue {
  try {
    return JSON.parse(text === "" ? "{}" : text) as JsonValue;
  } catch {
    return text;
  }
}
