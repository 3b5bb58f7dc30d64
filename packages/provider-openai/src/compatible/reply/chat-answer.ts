import type { Completion, StreamEvent } from "@promptrail/core/provider-kit";
import type { ChatChunk, ChatUsage } from "../chat-reply.js";
import type { GrowingAnswer } from "../growing-answer.js";
import { fromChatCompletion, type ReplyContext } from "./from-chat-completion.js";
import { type GatheredToolCalls, gatherToolCalls } from "./gather-tool-calls.js";
import { readContent } from "./read-content.js";

/** An answer that grows with the chunks of its stream; complete once a finish reason has arrived. */
export interface ChatAnswer extends GrowingAnswer<ChatChunk> {
  finish(): Completion;
}

interface Growing {
  text: string;
  refusal: string;
  reasoning: string;
  finishReason: string | null;
  model: string;
  usage: ChatUsage | null;
  readonly calls: GatheredToolCalls;
}

export function createChatAnswer(context: ReplyContext): ChatAnswer {
  const growing: Growing = {
    text: "",
    refusal: "",
    reasoning: "",
    finishReason: null,
    model: context.model,
    usage: null,
    calls: gatherToolCalls(),
  };
  return {
    add: (chunk) => addChunk(growing, chunk),
    hasContent: () =>
      `${growing.text}${growing.refusal}${growing.reasoning}` !== "" ||
      growing.calls.list().length > 0,
    isComplete: () => growing.finishReason !== null,
    finish: () => fromChatCompletion(toReply(growing), context),
  };
}

/** An index that no call of the wire's later form has. */
const firstForm = -1;

function addChunk(growing: Growing, chunk: ChatChunk): readonly StreamEvent[] {
  // What a later chunk leaves empty was said before.
  growing.model = chunk.model || growing.model;
  growing.usage = chunk.usage ?? growing.usage;
  const [choice] = chunk.choices;
  if (choice === undefined) return [];
  growing.finishReason = choice.finish_reason || growing.finishReason;
  const delta = choice.delta ?? {};
  const { text: content, refusal, reasoning } = readContent(delta);
  for (const call of delta.tool_calls ?? []) growing.calls.add(call);
  if (delta.function_call != null) {
    growing.calls.add({ index: firstForm, function: delta.function_call });
  }
  // A refusal is the text that people see; one answer has either.
  growing.refusal += refusal;
  growing.text += content ?? "";
  growing.reasoning += reasoning;
  const text = `${content ?? ""}${refusal}`;
  return [
    ...(reasoning ? [{ type: "reasoning-delta", text: reasoning } as const] : []),
    ...(text === "" ? [] : [{ type: "text-delta", text } as const]),
  ];
}

function toReply(growing: Growing): Parameters<typeof fromChatCompletion>[0] {
  const message = {
    content: growing.text === "" && growing.refusal !== "" ? null : growing.text,
    refusal: growing.refusal,
    reasoning_content: growing.reasoning,
    tool_calls: [...growing.calls.list()],
  };
  return {
    model: growing.model,
    choices: [{ message, finish_reason: growing.finishReason }],
    usage: growing.usage,
  };
}
