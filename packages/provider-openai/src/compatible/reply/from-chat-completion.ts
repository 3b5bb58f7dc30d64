import type { Outcome, ProviderWarning } from "@promptrail/core";
import {
  type Completion,
  findUsageWarnings,
  noUsage,
  type RateLimits,
  settleToolCalls,
  type ToldToolCall,
} from "@promptrail/core/provider-kit";
import type { ChatCompletionReply, ChatToolCall } from "../chat-reply.js";
import type { CompatibleVendor } from "../compatible-vendor.js";
import { readContent } from "./read-content.js";

export interface ReplyContext {
  readonly vendor: CompatibleVendor;
  /** The model that was asked for, where an answer names none. */
  readonly model: string;
  readonly requestId: string | null;
  readonly rateLimits?: RateLimits | null;
  /** What the request could not honour. */
  readonly warnings: readonly ProviderWarning[];
}

export function fromChatCompletion(reply: ChatCompletionReply, context: ReplyContext): Completion {
  const [{ message, finish_reason: finishReason }] = reply.choices;
  const { vendor } = context;
  const stop = mapFinishReason(finishReason ?? null, vendor.finishReasons);
  const { text, refusal, reasoning } = readContent(message);
  const usage = reply.usage == null ? noUsage : vendor.toTokenUsage(reply.usage);
  const { tool_calls: calls, function_call: called } = message;
  const settled = settleToolCalls(refusal !== "" ? "refused" : stop.outcome, [
    ...(calls ?? []).map(toToldCall),
    ...(called == null ? [] : [toToldCall({ function: called })]),
  ]);
  return {
    outcome: settled.outcome,
    text: text || refusal,
    reasoning,
    reasoningState: vendor.wantsReasoning && reasoning !== "" ? reasoning : null,
    toolCalls: settled.toolCalls,
    usage,
    model: reply.model || context.model,
    requestId: context.requestId,
    rateLimits: context.rateLimits ?? null,
    stopReason: finishReason ?? null,
    warnings: [
      ...context.warnings,
      ...stop.warnings,
      ...settled.warnings,
      ...findUsageWarnings(usage),
    ],
  };
}

function toToldCall({ id, function: called }: ChatToolCall): ToldToolCall {
  const input = called?.arguments ?? "";
  return {
    id: id ?? "",
    name: called?.name ?? "",
    input: typeof input === "string" ? { text: input } : { value: input },
  };
}

export interface MappedStop {
  readonly outcome: Outcome;
  readonly warnings: readonly ProviderWarning[];
}

/** How an answer with this finish reason ended. One that is unknown is never taken for a success. */
export function mapFinishReason(
  finishReason: string | null,
  outcomes: Readonly<Record<string, Outcome>>,
): MappedStop {
  const known = new Map<string | null, Outcome>(Object.entries(outcomes)).get(finishReason);
  if (known !== undefined) return { outcome: known, warnings: [] };
  const reason =
    finishReason === null
      ? "The answer ended without a finish reason, so it does not count as complete."
      : `"${finishReason}" is not a known finish reason, so the answer does not count as complete.`;
  return { outcome: "incomplete_stream", warnings: [{ setting: "stop_reason", reason }] };
}
