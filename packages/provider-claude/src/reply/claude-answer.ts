import type { JsonValue } from "@promptrail/core";
import { parseJson } from "@promptrail/core/portable";
import type { Completion, StreamEvent } from "@promptrail/core/provider-kit";
import type { ClaudeEvent, ClaudeMessage, ClaudeUsage } from "./claude-reply.js";
import { fromClaudeMessage, type ReplyContext } from "./from-claude-message.js";

type Block = ClaudeMessage["content"][number];

/** A block and what came of its input. Servers that copy this wire give several blocks one index. */
interface GrowingBlock {
  readonly index: number;
  readonly block: Block;
  readonly input?: string;
}

interface GrowingBlocks {
  readonly blocks: GrowingBlock[];
  /** Where the last block of each index stands. */
  readonly places: Map<number, number>;
}

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

export function createClaudeAnswer(context: ReplyContext): ClaudeAnswer {
  const blocks: GrowingBlock[] = [];
  const places = new Map<number, number>();
  let answering = context.model;
  let usage: ClaudeUsage = {};
  let stopReason: string | null = null;
  let complete = false;
  const add = (event: ClaudeEvent): StreamEvent | null => {
    switch (event.type) {
      case "message_start":
        answering = event.message?.model || answering;
        // How much is written is known at the end only: here stands what came before the first event.
        usage = mergeUsage(usage, { ...event.message?.usage, output_tokens: null });
        return null;
      case "content_block_start":
        places.set(event.index, blocks.length);
        blocks.push({ index: event.index, block: event.content_block });
        return toDelta(event.content_block);
      case "content_block_delta":
        return addDelta({ blocks, places }, event);
      case "message_delta":
        stopReason = event.delta.stop_reason || stopReason;
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
    hasContent: () => blocks.some(({ block }) => isContent(block)),
    isComplete: () => complete,
    finish: () => {
      const content = blocks.map(withInput);
      const message = { model: answering, content, stop_reason: stopReason, usage };
      const completion = fromClaudeMessage(message, context);
      // Half an answer stays half an answer, whatever stop reason came before the cut.
      return complete ? completion : { ...completion, outcome: "incomplete_stream" };
    },
  };
}

/** A block that has begun and holds nothing yet is none: nobody has seen anything of it. */
function isContent(block: Block): boolean {
  if (block.type === "text") return block.text !== "";
  return block.type !== "thinking" || block.thinking !== "";
}

function toDelta(block: Block): StreamEvent | null {
  if (block.type === "text" && block.text !== "") return { type: "text-delta", text: block.text };
  if (block.type === "thinking" && block.thinking !== "") {
    return { type: "reasoning-delta", text: block.thinking };
  }
  return null;
}

/** A piece goes on with the last block of its index, or begins one where that is of another kind. */
function addDelta(
  { blocks, places }: GrowingBlocks,
  { delta, index }: Extract<ClaudeEvent, { type: "content_block_delta" }>,
): StreamEvent | null {
  const found = places.get(index) ?? -1;
  const last = blocks[found];
  const put = (type: Block["type"], next: Omit<GrowingBlock, "index">) => {
    const place = last?.block.type === type ? found : blocks.length;
    places.set(index, place);
    blocks[place] = { index, ...next };
  };
  switch (delta.type) {
    case "text_delta": {
      const before = last?.block.type === "text" ? last.block.text : "";
      put("text", { block: { type: "text", text: before + delta.text } });
      return { type: "text-delta", text: delta.text };
    }
    case "thinking_delta":
      put("thinking", { block: growThinking(last?.block, delta.thinking, "") });
      return { type: "reasoning-delta", text: delta.thinking };
    case "signature_delta":
      put("thinking", { block: growThinking(last?.block, "", delta.signature) });
      return null;
    case "input_json_delta": {
      // The server's own tools get their input in the same pieces; they are not ours to run.
      if (last?.block.type === "other") return null;
      const isCall = last?.block.type === "tool_use";
      const input = `${isCall ? (last.input ?? "") : ""}${delta.partial_json}`;
      put("tool_use", { block: isCall ? last.block : { type: "tool_use" }, input });
      return null;
    }
    case "other":
      return null;
  }
}

function growThinking(block: Block | undefined, thinking: string, signature: string): Block {
  const before = block?.type === "thinking" ? block : { thinking: "", signature: null };
  return {
    type: "thinking",
    thinking: before.thinking + thinking,
    signature: `${before.signature ?? ""}${signature}`,
  };
}

function withInput({ block, input }: GrowingBlock): Block {
  if (block.type !== "tool_use" || input === undefined) return block;
  return { ...block, input: readInput(input) };
}

/** A tool's input that was cut stays text, so that nothing of it is lost. */
function readInput(text: string): JsonValue {
  const value = text === "" ? {} : parseJson(text);
  return value === undefined ? text : value;
}

/** Later counts replace earlier ones; what they do not mention stays. */
function mergeUsage(before: ClaudeUsage, next: ClaudeUsage | null | undefined): ClaudeUsage {
  const stated = Object.entries(next ?? {}).filter(([, value]) => value != null);
  return { ...before, ...Object.fromEntries(stated) };
}
