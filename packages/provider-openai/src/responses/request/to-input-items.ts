import type { Attachment, Message, TextPart, ToolCall, ToolResult } from "@promptrail/core";
import type { ResponseInputItem } from "openai/resources/responses/responses";
import { readReasoningState, type Thinker } from "../reasoning-state.js";
import { toInputParts } from "./to-input-parts.js";

type InputItems = readonly ResponseInputItem[];

/** A conversation in the API's items. `thinker` is who is asked. */
export function toInputItems(messages: readonly Message[], thinker: Thinker): InputItems {
  return messages.flatMap((message) => toItems(message, thinker));
}

function toItems(message: Message, thinker: Thinker): InputItems {
  switch (message.role) {
    case "system":
      return [{ role: "system", content: toInputParts(message.content) }];
    case "user":
      return toUserItems(message.content);
    case "assistant":
      return toAssistantItems(message.content, thinker);
  }
}

/** Tool results are items of their own here, and come before the user's words. */
function toUserItems(content: readonly (TextPart | ToolResult | Attachment)[]): InputItems {
  const words = content.filter((part) => part.type !== "tool_result");
  const results = content.filter((part) => part.type === "tool_result");
  return [
    ...results.map(({ toolCallId, text, isError }) => ({
      type: "function_call_output" as const,
      call_id: toolCallId,
      output: isError ? `Error: ${text}` : text,
    })),
    ...(words.length > 0 || results.length === 0
      ? [{ role: "user" as const, content: toInputParts(words) }]
      : []),
  ];
}

/** What the model thought before its first call stands before its words, as it came. */
function toAssistantItems(content: readonly (TextPart | ToolCall)[], thinker: Thinker): InputItems {
  const texts = content.filter((part) => part.type === "text");
  const calls = content.filter((part) => part.type === "tool_call");
  const [first, ...others] = calls;
  const words = texts.map(({ text }) => ({ role: "assistant" as const, content: text }));
  if (first === undefined) return words;
  return [
    ...toReasoningItems(first, thinker),
    ...words,
    toCallItem(first),
    ...others.flatMap((call) => [...toReasoningItems(call, thinker), toCallItem(call)]),
  ];
}

function toReasoningItems(call: ToolCall, thinker: Thinker): InputItems {
  return readReasoningState(call, thinker).map((item) => ({ type: "reasoning" as const, ...item }));
}

function toCallItem({ id, name, input }: ToolCall): ResponseInputItem {
  return { type: "function_call", call_id: id, name, arguments: JSON.stringify(input) };
}
