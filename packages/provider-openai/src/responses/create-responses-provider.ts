import type { Provider } from "@promptrail/core";
import { mergeModels } from "@promptrail/core/provider-kit";
import { createClientSource } from "../compatible/client/create-client-source.js";
import type { CompatibleSettings } from "../compatible/compatible-vendor.js";
import { takeSettings } from "../compatible/request/take-settings.js";
import { openaiModels } from "../openai-models.js";
import { openaiVendor } from "../openai-vendor.js";
import { completeResponse } from "./client/complete-response.js";
import { streamResponse } from "./client/stream-response.js";
import { openaiResponsesOptionsSchema } from "./responses-options.js";
import type { ResponsesSource } from "./responses-source.js";
import {
  responsesVendor,
  toResponsesModels,
  toSettingsRules,
  withFileAddresses,
} from "./responses-vendor.js";

/** OpenAI's models through the Responses API, which stores nothing of a call. Each call is one attempt. */
export function createResponsesProvider(settings: CompatibleSettings): Provider {
  const models = mergeModels(openaiVendor.id, withFileAddresses(openaiModels), settings.models);
  const source: ResponsesSource = { ...createClientSource(responsesVendor, settings), models };
  const rules = toSettingsRules(models);
  return {
    id: source.id,
    // The thoughts of a model are told as summaries, where they are asked for.
    capabilities: { ...openaiVendor.capabilities, reasoning: true },
    optionsSchema: openaiResponsesOptionsSchema,
    models: toResponsesModels(models),
    findIgnored: (request) => takeSettings(rules, request).warnings,
    complete: (request, call) => completeResponse(source, request, call),
    stream: (request, call) => streamResponse(source, request, call),
    load: () => source.load(),
    warm: () => source.warm(),
  };
}
