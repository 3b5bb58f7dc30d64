import type {
  ContentBlockParam,
  MessageParam,
  TextBlockParam,
} from "@anthropic-ai/sdk/resources/messages";
import type { Message, ProviderWarning, TextPart } from "@promptrail/core";
import { toThinkingBlocks } from "../thinking-state.js";

export interface ClaudeMessages {
  readonly system: readonly TextBlockParam[];
  readonly messages: readonly MessageParam[];
  readonly warnings: readonly ProviderWarning[];
}

/** System messages become the `system` field; the turns stay as they are. */
export function toClaudeMessages(provider: string, messages: readonly Message[]): ClaudeMessages {
  const system = messages.flatMap((message) =>
    message.role === "system" ? message.content.flatMap(toTextBlocks) : [],
  );
  const firstTurn = messages.findIndex(({ role }) => role !== "system");
  const isLate = messages.some(({ role }, index) => role === "system" && index > firstTurn);
  return {
    system,
    messages: messages.flatMap((message) => toMessageParam(provider, message)),
    warnings:
      isLate && firstTurn >= 0
        ? [
            {
              setting: "messages",
              reason:
                "Claude accepts only one system text, so system messages after the first turn were moved into it.",
            },
          ]
        : [],
  };
}

function toMessageParam(provider: string, message: Message): readonly MessageParam[] {
  if (message.role === "system") return [];
  const content: ContentBlockParam[] = [...toThinkingBlocks(provider, message)];
  for (const part of message.content) {
    switch (part.type) {
      case "text":
        content.push(...toTextBlocks(part));
        break;
      case "tool_call":
        content.push({ type: "tool_use", id: part.id, name: part.name, input: part.input });
        break;
      case "tool_result":
        content.push({
          type: "tool_result",
          tool_use_id: part.toolCallId,
          content: part.text,
          is_error: part.isError,
        });
    }
  }
  return [{ role: message.role, content }];
}

/** Claude refuses a text block without text. */
function toTextBlocks(part: TextPart): TextBlockParam[] {
  if (part.text === "") return [];
  const block: TextBlockParam = { type: "text", text: part.text };
  if (part.cache === undefined) return [block];
  return [{ ...block, cache_control: { type: "ephemeral", ttl: part.cache.ttl } }];
}
