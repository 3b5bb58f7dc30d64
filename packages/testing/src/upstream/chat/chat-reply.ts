import type { JsonObject } from "@promptrail/core";
import { splitDeltas, toFrame, type WireReply } from "../wire.js";

/** All that one chat completion says. */
export interface ChatAnswer {
  readonly id: string;
  readonly model: string;
  readonly text: string;
  readonly refusal: string | null;
  readonly reasoning: string | null;
  readonly toolCall: {
    readonly id: string;
    readonly name: string;
    /** JSON, if it was not cut. */
    readonly input: string;
  } | null;
  readonly finishReason: string;
  /** Null where the vendor does not tell it. */
  readonly usage: JsonObject | null;
}

/** One answer as a body and as events; `usage` decides whether the stream reports usage. */
export function toChatReply(
  answer: ChatAnswer,
  streamed: { readonly usage: boolean } | null,
): WireReply {
  const head = { id: answer.id, created: 1_760_000_000, model: answer.model };
  const message = {
    role: "assistant",
    content: answer.toolCall === null && answer.refusal === null ? answer.text : null,
    refusal: answer.refusal,
    ...(answer.reasoning === null ? {} : { reasoning_content: answer.reasoning }),
    ...(answer.toolCall === null ? {} : { tool_calls: [toToolCall(answer.toolCall)] }),
  };
  const body = {
    ...head,
    object: "chat.completion",
    choices: [{ index: 0, message, logprobs: null, finish_reason: answer.finishReason }],
    ...(answer.usage === null ? {} : { usage: answer.usage }),
  };
  const text = answer.refusal ?? answer.text;
  if (streamed === null) return { body, text, events: null };
  const usage = streamed.usage ? answer.usage : null;
  const chunk = (delta: JsonObject, finishReason: string | null = null) =>
    toFrame({
      ...head,
      object: "chat.completion.chunk",
      choices: [{ index: 0, delta, logprobs: null, finish_reason: finishReason }],
      ...(streamed.usage ? { usage: null } : {}),
    });
  const content = [
    ...splitDeltas(answer.reasoning ?? "").map((piece) => chunk({ reasoning_content: piece })),
    ...splitDeltas(answer.refusal ?? "").map((refusal) => chunk({ refusal })),
    ...(answer.refusal === null ? splitDeltas(answer.text) : []).map((piece) =>
      chunk({ content: piece }),
    ),
    ...toToolDeltas(answer.toolCall).map((delta) => chunk(delta)),
  ];
  // The reason for the end is what makes an answer whole; not every server of this wire sends `[DONE]`.
  const end = [
    chunk({}, answer.finishReason),
    ...(usage === null
      ? []
      : [toFrame({ ...head, object: "chat.completion.chunk", choices: [], usage })]),
    "data: [DONE]\n\n",
  ];
  const begin = [chunk({ role: "assistant", content: "" })];
  return { body, text, events: { begin, content, end } };
}

function toToolCall(call: NonNullable<ChatAnswer["toolCall"]>): JsonObject {
  const { id, name, input } = call;
  return { id, type: "function", function: { name, arguments: input } };
}

/** The first delta names the tool, the others bring its arguments in pieces. */
function toToolDeltas(call: ChatAnswer["toolCall"]): readonly JsonObject[] {
  if (call === null) return [];
  const { id, name, input } = call;
  return [
    { tool_calls: [{ index: 0, id, type: "function", function: { name, arguments: "" } }] },
    ...splitDeltas(input).map((piece) => ({
      tool_calls: [{ index: 0, function: { arguments: piece } }],
    })),
  ];
}
