import { WireError } from "../wire.js";
import { listAttachedTypes } from "./chat-content.js";
import type { ChatRequest } from "./chat-request.js";
import type { ChatDialect } from "./chat-wire.js";

/** The names that are answered by a model with eyes. */
const visionModel = /^deepseek-(?:flash|v4-flash)/;

const errorTypes: Readonly<Record<number, string>> = {
  400: "invalid_request_error",
  401: "authentication_error",
  402: "unknown_error",
  422: "invalid_request_error",
  429: "rate_limit_error",
  500: "server_error",
  503: "service_unavailable_error",
};

/** All but deepseek-chat think unless they are told not to. */
function isThinking({ model, thinking }: ChatRequest): boolean {
  return model !== "deepseek-chat" && thinking?.type !== "disabled";
}

/** While a model thinks, a message that calls a tool has to hold what it thought before. */
function refuseForgotten(request: ChatRequest): void {
  const isForgotten = request.messages.some(
    ({ tool_calls: calls, reasoning_content: thought }) => calls != null && thought == null,
  );
  if (!isThinking(request) || !isForgotten) return;
  const message = "Missing `reasoning_content` field in the assistant message.";
  throw new WireError({ status: 400, message });
}

export const deepseekDialect: ChatDialect = {
  vendor: "deepseek",
  basePath: "",
  path: "/chat/completions",
  requestIdHeader: "x-ds-trace-id",
  implicitLimit: 4096,
  check: (request, engine) => {
    if (request.response_format?.type === "json_schema") {
      throw new WireError({ status: 400, message: "This response_format type is unavailable now" });
    }
    const taken = visionModel.test(request.model) ? ["text", "image_url"] : ["text"];
    const untaken = listAttachedTypes(request.messages).find((type) => !taken.includes(type));
    if (untaken !== undefined) {
      const message = `unknown variant \`${untaken}\`, expected \`${taken.join("` or `")}\``;
      throw new WireError({ status: 400, message });
    }
    refuseForgotten(request);
    const mentionsJson = engine.texts.some((text) => /json/i.test(text));
    if (request.response_format?.type === "json_object" && !mentionsJson) {
      const message =
        "Prompt must contain the word 'json' in some form to use 'response_format' of type 'json_object'.";
      throw new WireError({ status: 400, message });
    }
  },
  think: (request) => (isThinking(request) ? "The request is read first, then answered." : null),
  tellsThoughts: true,
  toUsage: ({ input, output, reasoning, cached }) => ({
    prompt_tokens: input,
    completion_tokens: output + reasoning,
    total_tokens: input + output + reasoning,
    prompt_cache_hit_tokens: Math.min(cached, input),
    prompt_cache_miss_tokens: input - Math.min(cached, input),
    completion_tokens_details: { reasoning_tokens: reasoning },
  }),
  refusal: null,
  failures: {
    bad_request: { status: 400, code: "invalid_request_error" },
    auth: { status: 401, code: "authentication_error" },
    quota: { status: 402 },
    rate_limited: { status: 429, code: "rate_limit_error" },
    server_error: { status: 500, code: "server_error" },
    overloaded: { status: 503, code: "service_unavailable_error" },
  },
  toError: ({ status, code }) => {
    const type = errorTypes[status] ?? (status >= 500 ? "server_error" : "invalid_request_error");
    return {
      type,
      param: null,
      code: code ?? (status === 402 ? "invalid_request_error" : type),
    };
  },
  routes: {},
};
