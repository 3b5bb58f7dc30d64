import type {
  Attachment,
  Message,
  ProviderWarning,
  TextPart,
  ToolCall,
  ToolResult,
} from "@promptrail/core";
import { omitUndefined } from "@promptrail/core/portable";
import type {
  ChatCompletionAssistantMessageParam,
  ChatCompletionContentPart,
  ChatCompletionMessageParam,
} from "openai/resources/chat/completions";
import type { CompatibleVendor } from "../compatible-vendor.js";
import { readReasoningState } from "../reasoning-state.js";
import { toAttachmentPart } from "./to-attachment-part.js";
import { warnOfCacheHints } from "./warn-of-cache-hints.js";

export interface ChatMessages {
  readonly messages: readonly ChatCompletionMessageParam[];
  readonly warnings: readonly ProviderWarning[];
}

export function toChatMessages(
  messages: readonly Message[],
  vendor: CompatibleVendor,
): ChatMessages {
  return {
    messages: messages.flatMap((message) => toMessageParams(message, vendor)),
    warnings: warnOfCacheHints(messages, vendor.name),
  };
}

function toMessageParams(
  message: Message,
  vendor: CompatibleVendor,
): readonly ChatCompletionMessageParam[] {
  switch (message.role) {
    case "system":
      return [{ role: "system", content: toContent(message.content) }];
    case "user":
      return toUserMessages(message.content);
    case "assistant":
      return [toAssistantMessage(message.content, vendor)];
  }
}

/** Tool results are messages of their own here, and come before the user's words. */
function toUserMessages(
  content: readonly (TextPart | ToolResult | Attachment)[],
): readonly ChatCompletionMessageParam[] {
  const words = content.filter((part) => part.type !== "tool_result");
  const results = content.filter((part) => part.type === "tool_result");
  return [
    ...results.map(({ toolCallId, text, isError }) => ({
      role: "tool" as const,
      tool_call_id: toolCallId,
      content: isError ? `Error: ${text}` : text,
    })),
    ...(words.length > 0 || results.length === 0
      ? [{ role: "user" as const, content: toUserContent(words) }]
      : []),
  ];
}

function toUserContent(
  parts: readonly (TextPart | Attachment)[],
): string | ChatCompletionContentPart[] {
  const texts = parts.filter((part) => part.type === "text");
  if (texts.length === parts.length) return toContent(texts);
  return parts.map((part) => (part.type === "text" ? toTextPart(part) : toAttachmentPart(part)));
}

/** The SDK's types do not know the thoughts, which OpenAI's own models do not tell here. */
type AssistantMessage = ChatCompletionAssistantMessageParam & {
  readonly reasoning_content?: string;
};

function toAssistantMessage(
  content: readonly (TextPart | ToolCall)[],
  vendor: CompatibleVendor,
): AssistantMessage {
  const texts = content.filter((part) => part.type === "text");
  const calls = content.filter((part) => part.type === "tool_call");
  return {
    role: "assistant",
    content: texts.length === 0 ? null : toContent(texts),
    ...omitUndefined({ reasoning_content: readReasoningState(vendor, calls) }),
    ...(calls.length === 0
      ? {}
      : {
          tool_calls: calls.map(({ id, name, input }) => ({
            id,
            type: "function" as const,
            function: { name, arguments: JSON.stringify(input) },
          })),
        }),
  };
}

/** Plain text for one part: some vendors of this wire know no lists. */
function toContent(parts: readonly TextPart[]) {
  const [first, ...others] = parts;
  if (others.length === 0) return first?.text ?? "";
  return parts.map(toTextPart);
}

function toTextPart({ text }: TextPart) {
  return { type: "text" as const, text };
}
