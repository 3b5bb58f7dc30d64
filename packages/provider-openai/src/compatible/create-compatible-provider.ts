import type { Provider } from "@promptrail/core";
import { mergeModels } from "@promptrail/core/provider-kit";
import { completeChat } from "./client/complete-chat.js";
import { createClientSource } from "./client/create-client-source.js";
import { streamChat } from "./client/stream-chat.js";
import type { CompatibleSettings, CompatibleVendor } from "./compatible-vendor.js";
import { toChatSettings } from "./request/to-chat-settings.js";

/**
 * A provider on the Chat Completions wire, through OpenAI's official SDK. Each call is one attempt.
 * Calls throw ProviderError; `auth` names the variable where no key is found.
 *
 * @throws PromptrailError `config_invalid` for headers or models that cannot be used.
 */
export function createCompatibleProvider(
  common: CompatibleVendor,
  settings: CompatibleSettings = {},
): Provider {
  const models = mergeModels(common.id, common.models, settings.models);
  const vendor = { ...common, models };
  const source = createClientSource(vendor, settings);
  return {
    id: source.id,
    capabilities: vendor.capabilities,
    optionsSchema: vendor.optionsSchema,
    models,
    findIgnored: (request) => toChatSettings(vendor, request).warnings,
    complete: (request, call) => completeChat(source, request, call),
    stream: (request, call) => streamChat(source, request, call),
    load: () => source.load(),
    warm: () => source.warm(),
  };
}
