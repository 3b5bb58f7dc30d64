import type { Message, TextPart, ToolResult } from "@promptrail/core";
import { z } from "zod";
import { components } from "../../schemas/components.js";
import { jsonValue } from "../../schemas/json-object.js";

const textPart = z.object({
  type: z.literal("text"),
  text: z.string(),
  cache: z.object({ ttl: z.enum(["5m", "1h"]) }).exactOptional(),
});

const toolCall = z.object({
  type: z.literal("tool_call"),
  id: z.string(),
  name: z.string(),
  input: jsonValue,
});

const toolResult = z.object({
  type: z.literal("tool_result"),
  tool_call_id: z.string(),
  text: z.string(),
  is_error: z.boolean(),
});

/** One message of a conversation. Its boundaries are data. */
export const messageWire = z
  .discriminatedUnion("role", [
    z.object({ role: z.literal("system"), content: z.array(textPart) }),
    z.object({
      role: z.literal("user"),
      content: z.array(z.discriminatedUnion("type", [textPart, toolResult])),
    }),
    z.object({
      role: z.literal("assistant"),
      content: z.array(z.discriminatedUnion("type", [textPart, toolCall])),
    }),
  ])
  .register(components, { id: "Message" });

export type MessageWire = z.infer<typeof messageWire>;

export function toMessageWire(message: Message): MessageWire {
  switch (message.role) {
    case "system":
      return { role: message.role, content: [...message.content] };
    case "assistant":
      return { role: message.role, content: [...message.content] };
    case "user":
      return { role: message.role, content: message.content.map(toUserPartWire) };
  }
}

function toUserPartWire(part: TextPart | ToolResult) {
  if (part.type === "text") return part;
  const { type, toolCallId, text, isError } = part;
  return { type, tool_call_id: toolCallId, text, is_error: isError };
}

export function fromMessageWire(wire: MessageWire): Message {
  if (wire.role !== "user") return wire;
  return { role: wire.role, content: wire.content.map(fromUserPartWire) };
}

type UserPartWire = Extract<MessageWire, { role: "user" }>["content"][number];

function fromUserPartWire(wire: UserPartWire): TextPart | ToolResult {
  if (wire.type === "text") return wire;
  const { type, tool_call_id: toolCallId, text, is_error: isError } = wire;
  return { type, toolCallId, text, isError };
}
