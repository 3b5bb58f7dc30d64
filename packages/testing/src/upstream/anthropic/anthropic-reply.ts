import type { JsonObject, JsonValue } from "@promptrail/core";
import { splitDeltas, toFrame, type WireReply } from "../wire.js";
import { signature } from "./find-turn-fault.js";

/** All that one answer of the Messages API says. */
export interface AnthropicAnswer {
  readonly id: string;
  readonly model: string;
  readonly thinking: string | null;
  readonly text: string;
  readonly toolUse: {
    readonly id: string;
    readonly name: string;
    /** A text where it was cut. */
    readonly input: JsonValue;
  } | null;
  readonly stopReason: string;
  readonly stopSequence: string | null;
  /** Null where the vendor does not tell it. */
  readonly usage: (JsonObject & { readonly output_tokens: number }) | null;
}

/** One answer as a body and as events. */
export function toAnthropicReply(answer: AnthropicAnswer, streamed: boolean): WireReply {
  const head = { id: answer.id, type: "message", role: "assistant", model: answer.model };
  const blocks = toBlocks(answer);
  const end = { stop_reason: answer.stopReason, stop_sequence: answer.stopSequence };
  const used = answer.usage === null ? {} : { usage: answer.usage };
  const begun = answer.usage === null ? {} : { usage: { ...answer.usage, output_tokens: 1 } };
  const body = { ...head, content: blocks, ...end, ...used };
  const { text } = answer;
  if (!streamed) return { body, text, events: null };
  const start = {
    ...head,
    content: [],
    stop_reason: null,
    stop_sequence: null,
    ...begun,
  };
  const events = blocks.flatMap((block, index) => toBlockEvents(block, index));
  const begin = [
    toEvent({ type: "message_start", message: start }),
    toEvent({ type: "ping" }),
    ...events.slice(0, 1),
  ];
  const content = [...events.slice(1), toEvent({ type: "message_delta", delta: end, ...used })];
  return { body, text, events: { begin, content, end: [toEvent({ type: "message_stop" })] } };
}

type Block =
  | { readonly type: "thinking"; readonly thinking: string; readonly signature: string }
  | { readonly type: "text"; readonly text: string }
  | {
      readonly type: "tool_use";
      readonly id: string;
      readonly name: string;
      readonly input: JsonValue;
    };

function toBlocks({ thinking, text, toolUse }: AnthropicAnswer): readonly Block[] {
  return [
    ...(thinking === null ? [] : [{ type: "thinking", thinking, signature } as const]),
    ...(text === "" ? [] : [{ type: "text", text } as const]),
    ...(toolUse === null ? [] : [{ type: "tool_use", ...toolUse } as const]),
  ];
}

function toBlockEvents(block: Block, index: number): readonly string[] {
  const delta = (change: JsonObject) =>
    toEvent({ type: "content_block_delta", index, delta: change });
  const start = (empty: JsonObject) =>
    toEvent({ type: "content_block_start", index, content_block: empty });
  const stop = toEvent({ type: "content_block_stop", index });
  switch (block.type) {
    case "thinking":
      return [
        start({ type: "thinking", thinking: "", signature: "" }),
        ...splitDeltas(block.thinking).map((thinking) =>
          delta({ type: "thinking_delta", thinking }),
        ),
        delta({ type: "signature_delta", signature: block.signature }),
        stop,
      ];
    case "text":
      return [
        start({ type: "text", text: "" }),
        ...splitDeltas(block.text).map((text) => delta({ type: "text_delta", text })),
        stop,
      ];
    case "tool_use":
      return [
        start({ type: "tool_use", id: block.id, name: block.name, input: {} }),
        ...splitDeltas(toText(block.input)).map((partial) =>
          delta({ type: "input_json_delta", partial_json: partial }),
        ),
        stop,
      ];
  }
}

function toText(input: JsonValue): string {
  return typeof input === "string" ? input : JSON.stringify(input);
}

function toEvent(data: JsonObject & { readonly type: string }): string {
  return toFrame(data, data.type);
}
