import type { Completion, JsonValue, StreamEvent } from "@promptrail/core";
import type { ClaudeEvent, ClaudeMessage, ClaudeUsage } from "./claude-reply.js";
import { fromClaudeMessage, type ReplyContext } from "./from-claude-message.js";

type Block = ClaudeMessage["content"][number];

/** An answer that grows with the events of its stream. */
export interface ClaudeAnswer {
  /** Takes one event in; what the caller is to see of it, or null. */
  add(event: ClaudeEvent): StreamEvent | null;
  /** True once anything of the answer has arrived. */
  hasContent(): boolean;
  /** True once the terminal event has arrived. */
  isComplete(): boolean;
  finish(): Completion;
}

export function createClaudeAnswer(model: string, context: ReplyContext): ClaudeAnswer {
  const blocks = new Map<number, Block>();
  const inputs = new Map<number, string>();
  let answering = model;
  let usage: ClaudeUsage = {};
  let stopReason: string | null = null;
  let complete = false;
  const add = (event: ClaudeEvent): StreamEvent | null => {
    switch (event.type) {
      case "message_start":
        answering = event.message.model;
        // How much is written is known at the end only: here stands what came before the first event.
        usage = mergeUsage(usage, { ...event.message.usage, output_tokens: null });
        return null;
      case "content_block_start":
        blocks.set(event.index, event.content_block);
        return toDelta(event.content_block);
      case "content_block_delta":
        return addDelta(blocks, inputs, event);
      case "message_delta":
        stopReason = event.delta.stop_reason ?? stopReason;
        usage = mergeUsage(usage, event.usage);
        return null;
      case "message_stop":
        complete = true;
        return null;
      case "other":
        return null;
    }
  };
  return {
    add,
    hasContent: () => blocks.size > 0,
    isComplete: () => complete,
    finish: () => {
      const content = [...blocks].map(([index, block]) => withInput(block, inputs.get(index)));
      const message = { model: answering, content, stop_reason: stopReason, usage };
      const completion = fromClaudeMessage(message, context);
      // Half an answer stays half an answer, whatever stop reason came before the cut.
      return complete ? completion : { ...completion, outcome: "incomplete_stream" };
    },
  };
}

function toDelta(block: Block): StreamEvent | null {
  if (block.type === "text" && block.text !== "") return { type: "text-delta", text: block.text };
  if (block.type === "thinking" && block.thinking !== "") {
    return { type: "reasoning-delta", text: block.thinking };
  }
  return null;
}

function addDelta(
  blocks: Map<number, Block>,
  inputs: Map<number, string>,
  event: Extract<ClaudeEvent, { type: "content_block_delta" }>,
): StreamEvent | null {
  const { delta, index } = event;
  const block = blocks.get(index);
  if (delta.type === "input_json_delta") {
    inputs.set(index, (inputs.get(index) ?? "") + delta.partial_json);
    return null;
  }
  if (delta.type === "text_delta") {
    const before = block?.type === "text" ? block.text : "";
    blocks.set(index, { type: "text", text: before + delta.text });
    return { type: "text-delta", text: delta.text };
  }
  if (delta.type === "thinking_delta") {
    const before = block?.type === "thinking" ? block.thinking : "";
    blocks.set(index, { type: "thinking", thinking: before + delta.thinking });
    return { type: "reasoning-delta", text: delta.thinking };
  }
  return null;
}

function withInput(block: Block, text: string | undefined): Block {
  if (block.type !== "tool_use" || text === undefined) return block;
  return { ...block, input: parseInput(text) };
}

/** A tool's input that was cut stays text, so that nothing of it is lost. */
function parseInput(text: string): JsonValue {
  try {
    return JSON.parse(text === "" ? "{}" : text) as JsonValue;
  } catch {
    return text;
  }
}

/** Later counts replace earlier ones; what they do not mention stays. */
function mergeUsage(before: ClaudeUsage, next: ClaudeUsage | null | undefined): ClaudeUsage {
  const stated = Object.entries(next ?? {}).filter(([, value]) => value != null);
  return { ...before, ...Object.fromEntries(stated) };
}
