import type { Message, ProviderWarning, TextPart, ToolResult } from "@promptrail/core";
import type { ReasoningState } from "@promptrail/core/provider-kit";
import type { ChatCompletionMessageParam } from "openai/resources/chat/completions";
import type { CompatibleVendor } from "../compatible-vendor.js";

export interface ChatMessages {
  readonly messages: readonly ChatCompletionMessageParam[];
  readonly warnings: readonly ProviderWarning[];
}

/** Who is asked: the provider's id, and its vendor. */
interface Asked {
  readonly id: string;
  readonly vendor: Pick<CompatibleVendor, "name" | "wantsReasoning">;
}

export function toChatMessages(messages: readonly Message[], asked: Asked): ChatMessages {
  const hasCacheHint = messages.some(({ content }) =>
    content.some((part) => part.type === "text" && part.cache !== undefined),
  );
  const reason = `${asked.vendor.name} chooses itself what it caches; the hint was not sent.`;
  return {
    messages: messages.flatMap((message) => toMessageParams(message, asked)),
    warnings: hasCacheHint ? [{ setting: "cache", reason }] : [],
  };
}

function toMessageParams(message: Message, asked: Asked): readonly ChatCompletionMessageParam[] {
  switch (message.role) {
    case "system":
      return [{ role: "system", content: toContent(message.content) }];
    case "user":
      return toUserMessages(message.content);
    case "assistant":
      return [toAssistantMessage(message, asked)];
  }
}

/** Tool results are messages of their own here, and come before the user's words. */
function toUserMessages(
  content: readonly (TextPart | ToolResult)[],
): readonly ChatCompletionMessageParam[] {
  const texts = content.filter((part) => part.type === "text");
  const results = content.filter((part) => part.type === "tool_result");
  return [
    ...results.map(({ toolCallId, text, isError }) => ({
      role: "tool" as const,
      tool_call_id: toolCallId,
      content: isError ? `Error: ${text}` : text,
    })),
    ...(texts.length > 0 || results.length === 0
      ? [{ role: "user" as const, content: toContent(texts) }]
      : []),
  ];
}

function toAssistantMessage(
  { content, reasoning }: Extract<Message, { role: "assistant" }>,
  { id, vendor }: Asked,
): ChatCompletionMessageParam & { readonly reasoning_content?: string } {
  const texts = content.filter((part) => part.type === "text");
  const calls = content.filter((part) => part.type === "tool_call");
  return {
    role: "assistant",
    content: texts.length === 0 ? null : toContent(texts),
    ...(calls.length === 0
      ? {}
      : {
          ...(vendor.wantsReasoning ? { reasoning_content: findReasoning(reasoning, id) } : {}),
          tool_calls: calls.map(({ id, name, input }) => ({
            id,
            type: "function" as const,
            function: { name, arguments: JSON.stringify(input) },
          })),
        }),
  };
}

/** Empty for a turn that another vendor's model took, or a person wrote. */
function findReasoning(reasoning: ReasoningState | undefined, id: string): string {
  const isOwn = reasoning?.provider === id && typeof reasoning.data === "string";
  return isOwn ? String(reasoning.data) : "";
}

/** Plain text for one part: some vendors of this wire know no lists. */
function toContent(parts: readonly TextPart[]) {
  const [first, ...others] = parts;
  if (others.length === 0) return first?.text ?? "";
  return parts.map(({ text }) => ({ type: "text" as const, text }));
}
