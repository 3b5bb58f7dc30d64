import { isReasoningModel, refuseParameter } from "../openai/openai-limits.js";
import { findOutputRefusal, findToolRefusal } from "../openai/openai-schemas.js";
import { answerResponses } from "../responses/answer-responses.js";
import { WireError } from "../wire.js";
import { listAttachedTypes } from "./chat-content.js";
import type { ChatRequest } from "./chat-request.js";
import type { ChatDialect } from "./chat-wire.js";
import { answerEmbeddings } from "./embeddings.js";

/** These came before images. */
const textModel = /^(?:gpt-3|gpt-4-0|o1-mini|o3-mini)/;

const errorTypes: Readonly<
  Record<number, { readonly type: string; readonly code: string | null }>
> = {
  400: { type: "invalid_request_error", code: null },
  401: { type: "invalid_request_error", code: "invalid_api_key" },
  403: { type: "invalid_request_error", code: "unsupported_country_region_territory" },
  404: { type: "invalid_request_error", code: "model_not_found" },
  429: { type: "requests", code: "rate_limit_exceeded" },
  500: { type: "server_error", code: null },
  503: { type: "service_unavailable_error", code: "slow_down" },
};

function refuseSchemas({ response_format: format, tools }: ChatRequest): void {
  if (format?.type === "json_schema") {
    const { schema, strict } = format.json_schema;
    const reason = findOutputRefusal(schema, strict === true);
    if (reason !== null) {
      const message = `Invalid schema for response_format '${format.json_schema.name}': ${reason}.`;
      throw new WireError({ status: 400, message });
    }
  }
  for (const { function: tool } of tools ?? []) {
    const reason = findToolRefusal(tool.parameters ?? {});
    if (reason !== null) {
      const message = `Invalid schema for function '${tool.name}': ${reason}.`;
      throw new WireError({ status: 400, message });
    }
  }
}

export const openaiDialect: ChatDialect = {
  vendor: "openai",
  basePath: "/v1",
  path: "/v1/chat/completions",
  requestIdHeader: "x-request-id",
  implicitLimit: 4096,
  check: (request) => {
    if (isReasoningModel(request.model)) {
      if (request.max_tokens != null) refuseParameter("max_tokens", request.model);
      if (request.temperature != null && request.temperature !== 1)
        refuseParameter("temperature", request.model);
      if (request.top_p != null && request.top_p !== 1) refuseParameter("top_p", request.model);
      if (request.stop != null) refuseParameter("stop", request.model);
    }
    refuseSchemas(request);
    const [attached] = listAttachedTypes(request.messages);
    if (attached !== undefined && textModel.test(request.model)) {
      const message = `Invalid content type. ${attached} is only supported by certain models.`;
      throw new WireError({ status: 400, message });
    }
  },
  think: ({ model, reasoning_effort: effort }) =>
    isReasoningModel(model) && effort != null && effort !== "none"
      ? "The request is read first, then answered."
      : null,
  tellsThoughts: false,
  toUsage: ({ input, output, reasoning, cached }) => ({
    prompt_tokens: input,
    completion_tokens: output + reasoning,
    total_tokens: input + output + reasoning,
    prompt_tokens_details: { cached_tokens: Math.min(cached, input), audio_tokens: 0 },
    completion_tokens_details: { reasoning_tokens: reasoning, audio_tokens: 0 },
  }),
  refusal: "I'm sorry, but I can't help with that.",
  failures: {
    bad_request: { status: 400, code: "invalid_request_error" },
    auth: { status: 401, code: "invalid_api_key" },
    not_found: { status: 404, code: "model_not_found" },
    quota: { status: 429, code: "insufficient_quota" },
    rate_limited: { status: 429, code: "rate_limit_exceeded" },
    server_error: { status: 500, code: "server_error" },
    overloaded: { status: 503, code: "slow_down" },
  },
  toError: ({ status, code }) => {
    const unknown = status >= 500 ? "server_error" : "invalid_request_error";
    const usual = errorTypes[status] ?? { type: unknown, code: null };
    const type = code === "insufficient_quota" ? code : usual.type;
    return { type, param: null, code: code ?? usual.code };
  },
  routes: { "/v1/embeddings": answerEmbeddings, "/v1/responses": answerResponses },
};
