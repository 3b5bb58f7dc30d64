import type { JsonObject } from "@promptrail/core";
import { answerRequest } from "../../engine/answer-request.js";
import { countTokens, cutToTokens } from "../../engine/count-tokens.js";
import type { EngineAnswer } from "../../engine/engine-request.js";
import { countCached } from "../openai/count-cached.js";
import { isReasoningModel } from "../openai/openai-limits.js";
import { toInputText, type WireExchange, type WireReply } from "../wire.js";
import { type ResponsesAnswer, toResponsesReply } from "./responses-reply.js";
import {
  encryptedMark,
  includedThoughts,
  parseResponsesRequest,
  type ResponsesRequest,
  toEngineRequest,
} from "./responses-request.js";

const refusal = "I'm sorry, but I can't help with that.";
const thinking = "The request is read first, then answered.";

/** OpenAI's Responses API, which stores nothing here. Throws WireError for what the vendor refuses. */
export function answerResponses(exchange: WireExchange): WireReply {
  const { body, cache, fault, number } = exchange;
  const request = parseResponsesRequest(body);
  const engine = { ...toEngineRequest(request), model: request.model, vendor: "openai" };
  const answer = answerRequest(engine);
  const cut = fault?.type === "truncate";
  const text = cut ? cutToTokens(answer.text, answer.outputTokens / 2) : answer.text;
  const thought = toThought(request, number);
  const usage = toUsage({
    input: answer.inputTokens,
    output: cut ? countTokens(text) : answer.outputTokens,
    reasoning: thought === null ? 0 : countTokens(thinking),
    cached: Math.min(countCached(engine, cache), answer.inputTokens),
  });
  return toResponsesReply(
    {
      number,
      model: request.model,
      text: fault?.type === "content-filter" ? "" : text,
      refusal: fault?.type === "refuse" ? refusal : null,
      thought,
      toolCall: toToolCall(answer, exchange),
      ...toStatus(answer, fault),
      usage: fault?.type === "no-usage" ? null : usage,
    },
    request.stream === true,
  );
}

function toThought(
  { model, reasoning, include }: ResponsesRequest,
  number: number,
): ResponsesAnswer["thought"] {
  if (!isReasoningModel(model) || reasoning?.effort === "none") return null;
  return {
    summary: reasoning?.summary == null ? null : thinking,
    encrypted: include?.includes(includedThoughts) === true ? `${encryptedMark}${number}` : null,
  };
}

function toUsage(tokens: {
  readonly input: number;
  readonly output: number;
  readonly reasoning: number;
  readonly cached: number;
}): JsonObject {
  const { input, output, reasoning, cached } = tokens;
  return {
    input_tokens: input,
    input_tokens_details: { cached_tokens: cached },
    output_tokens: output + reasoning,
    output_tokens_details: { reasoning_tokens: reasoning },
    total_tokens: input + output + reasoning,
  };
}

function toToolCall({ toolCall }: EngineAnswer, { fault, number }: WireExchange) {
  if (toolCall === null) return null;
  return { id: `call_${number}`, name: toolCall.name, input: toInputText(toolCall.input, fault) };
}

/** A stop word is the reason why a response is incomplete; a word of the API's own is its status. */
function toStatus(
  answer: EngineAnswer,
  fault: WireExchange["fault"],
): Pick<ResponsesAnswer, "status" | "incompleteReason"> {
  const incomplete = (incompleteReason: string) => ({ status: "incomplete", incompleteReason });
  switch (fault?.type) {
    case "truncate":
      return incomplete("max_output_tokens");
    case "content-filter":
      return incomplete("content_filter");
    case "stop-word":
      return fault.word === "completed"
        ? { status: "completed", incompleteReason: null }
        : incomplete(fault.word);
    default:
      return answer.stop === "length" || answer.stop === "window"
        ? incomplete("max_output_tokens")
        : { status: "completed", incompleteReason: null };
  }
}
