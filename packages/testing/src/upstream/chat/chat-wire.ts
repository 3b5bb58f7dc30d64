import type { JsonObject } from "@promptrail/core";
import { answerRequest } from "../../engine/answer-request.js";
import { countTokens, cutToTokens } from "../../engine/count-tokens.js";
import type { EngineAnswer, EngineRequest, EngineStop } from "../../engine/engine-request.js";
import { countCached } from "../openai/count-cached.js";
import {
  toFrame,
  toInputText,
  type Wire,
  WireError,
  type WireExchange,
  type WireReply,
} from "../wire.js";
import { toChatReply } from "./chat-reply.js";
import { type ChatRequest, parseChatRequest, toEngineRequest } from "./chat-request.js";

export interface ChatTokens {
  readonly input: number;
  /** Without what the model thought. */
  readonly output: number;
  readonly reasoning: number;
  /** Input tokens that were read from the vendor's cache. */
  readonly cached: number;
}

/** Where vendors of the Chat Completions wire differ. */
export interface ChatDialect {
  readonly vendor: string;
  readonly basePath: string;
  readonly path: string;
  readonly requestIdHeader: string;
  readonly implicitLimit: number;
  /** Throws WireError for what this vendor refuses. */
  check(request: ChatRequest, engine: EngineRequest): void;
  /** What the model thinks, or null. */
  think(request: ChatRequest): string | null;
  /** Whether the vendor tells it, and does not only count it. */
  readonly tellsThoughts: boolean;
  toUsage(tokens: ChatTokens): JsonObject;
  /** How a refusal is told: by words of its own, or by the content filter. */
  readonly refusal: string | null;
  readonly failures: Wire["failures"];
  toError(details: { readonly status: number; readonly code?: string | undefined }): JsonObject;
  /** Other routes of the same server. */
  readonly routes: Readonly<Record<string, (exchange: WireExchange) => WireReply>>;
}

const finishReasons = {
  end: "stop",
  length: "length",
  window: "length",
  stop_sequence: "stop",
  tool: "tool_calls",
} satisfies Record<EngineStop, string>;

export function createChatWire(dialect: ChatDialect): Wire {
  return {
    vendor: dialect.vendor,
    basePath: dialect.basePath,
    requestIdHeader: dialect.requestIdHeader,
    failures: dialect.failures,
    answer: (exchange) => answerChat(dialect, exchange),
    toErrorBody: ({ status, code, message }) => ({
      error: {
        message: message ?? `Simulated HTTP ${status}.`,
        ...dialect.toError({ status, code }),
      },
    }),
    toErrorEvent: (code = "server_error") =>
      toFrame({ error: { message: `Simulated ${code}.`, type: code, param: null, code } }),
  };
}

function answerChat(dialect: ChatDialect, exchange: WireExchange): WireReply {
  const path = exchange.path.split("?")[0] ?? "";
  const route = dialect.routes[path];
  if (route !== undefined) return route(exchange);
  if (path !== dialect.path) throw new WireError({ status: 404, message: `No route ${path}.` });
  const request = parseChatRequest(exchange.body);
  const { vendor, implicitLimit } = dialect;
  const engine = { ...toEngineRequest(request, implicitLimit), model: request.model, vendor };
  dialect.check(request, engine);
  const answer = answerRequest(engine);
  const { fault, number } = exchange;
  const cut = fault?.type === "truncate";
  const text = cut ? cutToTokens(answer.text, answer.outputTokens / 2) : answer.text;
  const reasoning = dialect.think(request);
  const tokens = {
    input: answer.inputTokens,
    output: cut ? countTokens(text) : answer.outputTokens,
    reasoning: countTokens(reasoning ?? ""),
    cached: countCached(engine, exchange.cache),
  };
  return toChatReply(
    {
      id: `chatcmpl-${number}`,
      model: request.model,
      text: fault?.type === "content-filter" ? "" : text,
      refusal: fault?.type === "refuse" ? dialect.refusal : null,
      reasoning: dialect.tellsThoughts ? reasoning : null,
      toolCall: toToolCall(answer, exchange),
      finishReason: toFinishReason(dialect, isForced(request) ? "end" : answer.stop, fault),
      usage: fault?.type === "no-usage" ? null : dialect.toUsage(tokens),
    },
    request.stream === true ? { usage: request.stream_options?.include_usage === true } : null,
  );
}

function toToolCall({ toolCall }: EngineAnswer, { fault, number }: WireExchange) {
  if (toolCall === null) return null;
  return { id: `call_${number}`, name: toolCall.name, input: toInputText(toolCall.input, fault) };
}

/** An answer that had to call one tool ends with `stop`. */
function isForced({ tool_choice: choice }: ChatRequest): boolean {
  return typeof choice === "object" && choice !== null;
}

function toFinishReason(
  dialect: ChatDialect,
  stop: EngineStop,
  fault: WireExchange["fault"],
): string {
  switch (fault?.type) {
    case "truncate":
      return finishReasons.length;
    case "refuse":
      return dialect.refusal === null ? "content_filter" : "stop";
    case "content-filter":
      return "content_filter";
    case "plain-stop":
      return finishReasons.end;
    case "stop-word":
      return fault.word;
    default:
      return finishReasons[stop];
  }
}
