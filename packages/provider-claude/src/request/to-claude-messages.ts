import type {
  ContentBlockParam,
  MessageParam,
  TextBlockParam,
} from "@anthropic-ai/sdk/resources/messages";
import type { Message, ProviderWarning, TextPart } from "@promptrail/core";
import { readThinkingState } from "../thinking-state.js";
import { toAttachmentBlock } from "./to-attachment-block.js";

export interface ClaudeMessages {
  readonly system: readonly TextBlockParam[];
  readonly messages: readonly MessageParam[];
  readonly warnings: readonly ProviderWarning[];
}

/** System messages become the `system` field; the turns stay as they are. */
export function toClaudeMessages(messages: readonly Message[]): ClaudeMessages {
  const system = messages.flatMap((message) =>
    message.role === "system" ? message.content.flatMap(toTextBlocks) : [],
  );
  const firstTurn = messages.findIndex(({ role }) => role !== "system");
  const isLate = messages.some(({ role }, index) => role === "system" && index > firstTurn);
  return {
    system,
    messages: messages.flatMap(toMessageParam),
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

function toMessageParam(message: Message): readonly MessageParam[] {
  if (message.role === "system") return [];
  const content: ContentBlockParam[] = [];
  // Anthropic wants thoughts before everything else of a turn; the later ones stand before their calls.
  const first = message.content.find((part) => part.type === "tool_call");
  if (first !== undefined) content.push(...readThinkingState(first));
  for (const part of message.content) {
    switch (part.type) {
      case "text":
        content.push(...toTextBlocks(part));
        break;
      case "tool_call":
        if (part !== first) content.push(...readThinkingState(part));
        content.push({ type: "tool_use", id: part.id, name: part.name, input: part.input });
        break;
      case "tool_result":
        content.push({
          type: "tool_result",
          tool_use_id: part.toolCallId,
          content: part.text,
          is_error: part.isError,
        });
        break;
      case "image":
      case "file":
        content.push(toAttachmentBlock(part));
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
