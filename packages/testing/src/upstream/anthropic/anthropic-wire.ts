import { answerRequest } from "../../engine/answer-request.js";
import { countTokens, cutToTokens } from "../../engine/count-tokens.js";
import type { EngineAnswer, EngineStop } from "../../engine/engine-request.js";
import {
  toFrame,
  toInputText,
  type Wire,
  WireError,
  type WireExchange,
  type WireReply,
} from "../wire.js";
import { toAnthropicReply } from "./anthropic-reply.js";
import {
  type AnthropicRequest,
  findCachedPrefix,
  parseAnthropicRequest,
  toEngineRequest,
} from "./anthropic-request.js";

const stopReasons = {
  end: "end_turn",
  length: "max_tokens",
  window: "model_context_window_exceeded",
  stop_sequence: "stop_sequence",
  tool: "tool_use",
} satisfies Record<EngineStop, string>;

const errorTypes: Readonly<Record<number, string>> = {
  400: "invalid_request_error",
  401: "authentication_error",
  402: "billing_error",
  403: "permission_error",
  404: "not_found_error",
  413: "request_too_large",
  429: "rate_limit_error",
  500: "api_error",
  504: "timeout_error",
  529: "overloaded_error",
};

/** Anthropic's Messages API. */
export const anthropicWire: Wire = {
  vendor: "anthropic",
  basePath: "",
  requestIdHeader: "request-id",
  failures: {
    bad_request: { status: 400, code: "invalid_request_error" },
    auth: { status: 401, code: "authentication_error" },
    quota: { status: 402, code: "billing_error" },
    not_found: { status: 404, code: "not_found_error" },
    rate_limited: { status: 429, code: "rate_limit_error" },
    server_error: { status: 500, code: "api_error" },
    timeout: { status: 504, code: "timeout_error" },
    overloaded: { status: 529, code: "overloaded_error" },
  },
  answer: answerMessages,
  toErrorBody: ({ status, code, message }) => {
    const type =
      code ?? errorTypes[status] ?? (status >= 500 ? "api_error" : "invalid_request_error");
    return { type: "error", error: { type, message: message ?? `Simulated ${type}.` } };
  },
  toErrorEvent: (code = "overloaded_error") =>
    toFrame({ type: "error", error: { type: code, message: `Simulated ${code}.` } }, "error"),
};

function answerMessages(exchange: WireExchange): WireReply {
  const { body, cache, fault, headers, number, path } = exchange;
  if (path.split("?")[0] !== "/v1/messages") throw new WireError({ status: 404 });
  if (headers["anthropic-version"] === undefined) {
    throw new WireError({ status: 400, message: "anthropic-version: header is required" });
  }
  const request = parseAnthropicRequest(body);
  const answer = answerRequest({
    ...toEngineRequest(request),
    model: request.model,
    vendor: "anthropic",
  });
  const cut = fault?.type === "truncate";
  const text = cut ? cutToTokens(answer.text, answer.outputTokens / 2) : answer.text;
  const thinks = request.thinking !== undefined && request.thinking.type !== "disabled";
  const thinking = thinks ? "The request is read first, then answered." : null;
  const usage = {
    ...countInput(request, answer.inputTokens, cache),
    output_tokens:
      countTokens(text) +
      (answer.toolCall === null ? 0 : answer.outputTokens) +
      countTokens(thinking ?? ""),
    output_tokens_details: { thinking_tokens: countTokens(thinking ?? "") },
  };
  return toAnthropicReply(
    {
      id: `msg_${number}`,
      model: request.model,
      thinking,
      text: fault?.type === "refuse" || fault?.type === "content-filter" ? "" : text,
      toolUse: toToolUse(answer, exchange),
      stopReason: toStopReason(answer, fault),
      stopSequence: answer.stopSequence,
      usage: fault?.type === "no-usage" ? null : usage,
    },
    request.stream === true,
  );
}

function toToolUse({ toolCall }: EngineAnswer, { fault, number }: WireExchange) {
  if (toolCall === null) return null;
  const { name, input } = toolCall;
  const isCut = fault?.type === "half-tool-input";
  return { id: `toolu_${number}`, name, input: isCut ? toInputText(input, fault) : input };
}

function toStopReason(answer: EngineAnswer, fault: WireExchange["fault"]): string {
  switch (fault?.type) {
    case "truncate":
      return stopReasons.length;
    case "refuse":
    case "content-filter":
      return "refusal";
    case "plain-stop":
      return stopReasons.end;
    case "stop-word":
      return fault.word;
    default:
      return stopReasons[answer.stop];
  }
}

/** What was marked for the cache is written the first time and read from then on; `input_tokens` is the rest. */
function countInput(request: AnthropicRequest, tokens: number, cache: Set<string>) {
  const prefix = findCachedPrefix(request);
  const cached = prefix === null ? 0 : Math.min(countTokens(prefix), tokens);
  const isKnown = prefix !== null && cache.has(`${request.model}\n${prefix}`);
  if (prefix !== null) cache.add(`${request.model}\n${prefix}`);
  return {
    input_tokens: tokens - cached,
    cache_creation_input_tokens: isKnown ? 0 : cached,
    cache_read_input_tokens: isKnown ? cached : 0,
  };
}
