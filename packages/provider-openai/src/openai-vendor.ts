import type { Outcome } from "@promptrail/core";
import type { ChatCompletion } from "openai/resources/chat/completions";
import {
  chatRateLimitHeaders,
  commonErrorCodes,
} from "./compatible/client/translate-chat-error.js";
import type { CompatibleVendor } from "./compatible/compatible-vendor.js";
import { openaiModels } from "./openai-models.js";
import { openaiOptionsSchema } from "./openai-options.js";
import { dropRefused, toOutputRequest } from "./openai-schemas.js";

const finishReasons = {
  stop: "ok",
  tool_calls: "tool_use",
  function_call: "tool_use",
  length: "truncated",
  content_filter: "content_filtered",
} satisfies Record<ChatCompletion.Choice["finish_reason"], Outcome>;

export const openaiVendor: CompatibleVendor = {
  name: "OpenAI",
  id: "openai",
  keyVariable: "OPENAI_API_KEY",
  baseUrlVariable: "OPENAI_BASE_URL",
  defaultBaseUrl: "https://api.openai.com/v1",
  requestIdHeader: "x-request-id",
  rateLimitHeaders: chatRateLimitHeaders,
  sendsOrganization: true,
  capabilities: {
    tools: true,
    output: "schema",
    outputRoot: "object",
    cacheHints: false,
    reasoning: false,
  },
  models: openaiModels,
  optionsSchema: openaiOptionsSchema,
  tokenLimit: "max_completion_tokens",
  finishReasons,
  errorCodes: commonErrorCodes,
  wantsReasoning: false,
  toOutputRequest,
  toToolSchema: dropRefused,
  toTokenUsage: (usage) => ({
    input: usage.prompt_tokens ?? null,
    output: usage.completion_tokens ?? null,
    cacheRead: usage.prompt_tokens_details?.cached_tokens ?? null,
    cacheWrite: usage.prompt_tokens_details?.cache_write_tokens ?? null,
    reasoning: usage.completion_tokens_details?.reasoning_tokens ?? null,
  }),
  findObstacle: () => null,
};
