import type {
  Attachment,
  Message,
  ProviderWarning,
  TextPart,
  ToolCall,
  ToolResult,
} from "@promptrail/core";
import type {
  ChatCompletionContentPart,
  ChatCompletionMessageParam,
} from "openai/resources/chat/completions";
import { toAttachmentPart } from "./to-attachment-part.js";

export interface ChatMessages {
  readonly messages: readonly ChatCompletionMessageParam[];
  readonly warnings: readonly ProviderWarning[];
}

export function toChatMessages(messages: readonly Message[], vendor: string): ChatMessages {
  const hasCacheHint = messages.some(({ content }) =>
    content.some((part) => part.type === "text" && part.cache !== undefined),
  );
  const reason = `${vendor} chooses itself what it caches; the hint was not sent.`;
  return {
    messages: messages.flatMap(toMessageParams),
    warnings: hasCacheHint ? [{ setting: "cache", reason }] : [],
  };
}

function toMessageParams(message: Message): readonly ChatCompletionMessageParam[] {
  switch (message.role) {
    case "system":
      return [{ role: "system", content: toContent(message.content) }];
    case "user":
      return toUserMessages(message.content);
    case "assistant":
      return [toAssistantMessage(message.content)];
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

function toAssistantMessage(content: readonly (TextPart | ToolCall)[]): ChatCompletionMessageParam {
  const texts = content.filter((part) => part.type === "text");
  const calls = content.filter((part) => part.type === "tool_call");
  return {
    role: "assistant",
    content: texts.length === 0 ? null : toContent(texts),
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
