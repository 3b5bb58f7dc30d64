import type { Outcome } from "@promptrail/core";
import type {
  ModelSettingName,
  OutputFormat,
  SettingsRequest,
} from "@promptrail/core/provider-kit";
import {
  type CompatibleVendor,
  chatRateLimitHeaders,
  commonErrorCodes,
  instructOutput,
  type OutputRequest,
} from "@promptrail/provider-openai/compatible";
import { deepseekModels } from "./deepseek-models.js";
import { deepseekOptionsSchema } from "./deepseek-options.js";

/** As in DeepSeek's documents of its chat API. */
type FinishReason =
  | "stop"
  | "length"
  | "content_filter"
  | "tool_calls"
  | "insufficient_system_resource";

const finishReasons = {
  stop: "ok",
  tool_calls: "tool_use",
  length: "truncated",
  content_filter: "content_filtered",
  // DeepSeek broke the answer off for want of machines: what came is half an answer.
  insufficient_system_resource: "incomplete_stream",
} satisfies Record<FinishReason, Outcome>;

export const deepseekVendor: CompatibleVendor = {
  name: "DeepSeek",
  id: "deepseek",
  keyVariable: "DEEPSEEK_API_KEY",
  baseUrlVariable: "DEEPSEEK_BASE_URL",
  defaultBaseUrl: "https://api.deepseek.com",
  requestIdHeader: "x-ds-trace-id",
  rateLimitHeaders: chatRateLimitHeaders,
  sendsOrganization: false,
  // What DeepSeek promises is one JSON object.
  capabilities: {
    tools: true,
    output: "json",
    outputRoot: "object",
    cacheHints: false,
    reasoning: true,
  },
  models: deepseekModels,
  optionsSchema: deepseekOptionsSchema,
  tokenLimit: "max_tokens",
  finishReasons,
  errorCodes: commonErrorCodes,
  wantsReasoning: true,
  toOutputRequest,
  toToolSchema: (schema) => schema,
  toTokenUsage: (usage) => ({
    input: usage.prompt_tokens ?? null,
    output: usage.completion_tokens ?? null,
    cacheRead: usage.prompt_cache_hit_tokens ?? null,
    cacheWrite: 0,
    reasoning: usage.completion_tokens_details?.reasoning_tokens ?? null,
  }),
  findObstacle,
};

/** DeepSeek promises JSON, not a schema, and refuses a request whose words do not mention JSON. */
function toOutputRequest(output: OutputFormat): OutputRequest {
  return {
    format: { type: "json_object" },
    instruction: instructOutput(output),
    warnings: [
      {
        setting: "output",
        reason:
          "DeepSeek enforces JSON, but not a schema; the schema was put into a system message.",
      },
    ],
  };
}

function findObstacle(setting: ModelSettingName, request: SettingsRequest): string | null {
  if (setting !== "temperature" && setting !== "topP") return null;
  return isThinking(request)
    ? 'It has no effect while thinking is enabled; it was not sent. Set the provider option `thinking` to { type: "disabled" } to use it.'
    : null;
}

/** All models but deepseek-chat think unless they are told not to. */
function isThinking({ model, vendorOptions }: SettingsRequest): boolean {
  const { thinking } = vendorOptions;
  const isDisabled =
    typeof thinking === "object" &&
    thinking !== null &&
    "type" in thinking &&
    thinking.type === "disabled";
  return model !== "deepseek-chat" && !isDisabled;
}
