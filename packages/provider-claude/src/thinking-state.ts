import type { MessageParam } from "@anthropic-ai/sdk/resources/messages";
import type { JsonObject, ToolCall } from "@promptrail/core";
import { z } from "zod";

const state = z.object({
  type: z.literal("claude_thinking"),
  blocks: z.array(
    z.discriminatedUnion("type", [
      z.object({ type: z.literal("thinking"), thinking: z.string(), signature: z.string() }),
      z.object({ type: z.literal("redacted_thinking"), data: z.string() }),
    ]),
  ),
});

/** A block of thoughts as it came. */
export type ThoughtBlock =
  | {
      readonly type: "thinking";
      readonly thinking: string;
      readonly signature?: string | null | undefined;
    }
  | { readonly type: "redacted_thinking"; readonly data: string };

export type ThinkingBlock = z.infer<typeof state>["blocks"][number];

/**
 * What the model thought before it called a tool, as Anthropic signed it: while a model thinks, a request that gives a
 * tool's result without it is refused. Undefined where there is nothing to give back.
 */
export function toThinkingState(thoughts: readonly ThoughtBlock[]): JsonObject | undefined {
  const blocks = thoughts.flatMap((block): readonly ThinkingBlock[] => {
    if (block.type === "redacted_thinking") return [{ type: block.type, data: block.data }];
    if (block.type !== "thinking" || block.signature == null) return [];
    return [{ type: block.type, thinking: block.thinking, signature: block.signature }];
  });
  return blocks.length === 0 ? undefined : { type: "claude_thinking", blocks };
}

/** The blocks to be sent before a call; none for a call that another vendor's model made. */
export function readThinkingState({ vendorState }: ToolCall): readonly ThinkingBlock[] {
  const read = state.safeParse(vendorState);
  return read.success ? read.data.blocks : [];
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
