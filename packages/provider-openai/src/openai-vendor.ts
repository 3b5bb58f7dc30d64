import type { Outcome, OutputFormat } from "@promptrail/core";
import type { ChatCompletion } from "openai/resources/chat/completions";
import { commonErrorCodes } from "./compatible/client/translate-chat-error.js";
import type { CompatibleVendor, OutputRequest } from "./compatible/compatible-vendor.js";
import { findLooseness } from "./find-looseness.js";
import { openaiModels } from "./openai-models.js";
import { openaiOptionsSchema } from "./openai-options.js";

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
  sendsOrganization: true,
  capabilities: { tools: true, output: "schema", cacheHints: false, reasoning: false },
  models: openaiModels,
  optionsSchema: openaiOptionsSchema,
  tokenLimit: "max_completion_tokens",
  finishReasons,
  errorCodes: commonErrorCodes,
  toOutputRequest,
  toTokenUsage: (usage) => ({
    input: usage.prompt_tokens ?? null,
    output: usage.completion_tokens ?? null,
    cacheRead: usage.prompt_tokens_details?.cached_tokens ?? null,
    cacheWrite: usage.prompt_tokens_details?.cache_write_tokens ?? null,
    reasoning: usage.completion_tokens_details?.reasoning_tokens ?? null,
  }),
  findObstacle: () => null,
};

/** OpenAI holds its models only to closed schemas in which everything is required. */
function toOutputRequest({ name, schema }: OutputFormat): OutputRequest {
  const looseness = findLooseness(schema);
  const format = {
    type: "json_schema",
    json_schema: { name, schema: { ...schema }, strict: looseness === null },
  } as const;
  if (looseness === null) return { format, instruction: null, warnings: [] };
  const reason = `OpenAI does not enforce this schema: ${looseness}.`;
  return { format, instruction: null, warnings: [{ setting: "output", reason }] };
}
