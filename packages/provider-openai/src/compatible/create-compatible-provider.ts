import type { Provider } from "@promptrail/core";
import { completeChat } from "./client/complete-chat.js";
import { createClientSource } from "./client/create-client-source.js";
import { streamChat } from "./client/stream-chat.js";
import type { CompatibleSettings, CompatibleVendor } from "./compatible-vendor.js";
import { toChatSettings } from "./request/to-chat-settings.js";

/**
 * A provider on the Chat Completions wire, through OpenAI's official SDK. Each call is one attempt.
 * Calls throw ProviderError; `auth` names the variable where no key is found.
 */
export function createCompatibleProvider(
  vendor: CompatibleVendor,
  settings: CompatibleSettings = {},
): Provider {
  const source = createClientSource(vendor, settings);
  return {
    id: source.id,
    capabilities: vendor.capabilities,
    optionsSchema: vendor.optionsSchema,
    models: vendor.models,
    findIgnored: (request) => toChatSettings(vendor, request).warnings,
    complete: (request, call) => completeChat(source, request, call),
    stream: (request, call) => streamChat(source, request, call),
  };
}
