import type {
  MessageParam,
  RedactedThinkingBlockParam,
  ThinkingBlockParam,
} from "@anthropic-ai/sdk/resources/messages";
import type { JsonValue, Message } from "@promptrail/core";
import { z } from "zod";

const blocks = z.array(
  z.discriminatedUnion("type", [
    z.object({ type: z.literal("thinking"), thinking: z.string(), signature: z.string().min(1) }),
    z.object({ type: z.literal("redacted_thinking"), data: z.string() }),
  ]),
);

/**
 * What Claude wants back before the results of its tool calls: its thinking, as it came. A request without it is refused
 * while thinking is on. Null where it did not think, or where a server that copies the wire signs nothing.
 */
export function toThinkingState(content: readonly { readonly type: string }[]): JsonValue {
  const thoughts = content.filter(
    ({ type }) => type === "thinking" || type === "redacted_thinking",
  );
  const { data = [] } = blocks.safeParse(thoughts);
  return data.length === 0 ? null : data;
}

/** The thinking of one of Claude's own turns, as a request repeats it. */
export function toThinkingBlocks(
  provider: string,
  message: Message,
): readonly (ThinkingBlockParam | RedactedThinkingBlockParam)[] {
  if (message.role !== "assistant" || message.reasoning?.provider !== provider) return [];
  return blocks.safeParse(message.reasoning.data).data ?? [];
}

/**
 * Whether the model's last turn calls tools without its own thinking, as another vendor's model leaves it: Claude then
 * refuses to think on.
 */
export function lacksThinking(messages: readonly MessageParam[]): boolean {
  const last = messages.findLast(({ role }) => role === "assistant");
  const content = typeof last?.content === "object" ? last.content : [];
  const isThought = ["thinking", "redacted_thinking"].includes(content[0]?.type ?? "");
  return !isThought && content.some(({ type }) => type === "tool_use");
}
