import type { ProviderWarning } from "@promptrail/core";
import { omitUndefined } from "@promptrail/core/portable";
import type { SettingsRequest } from "@promptrail/core/provider-kit";
import type { CompatibleVendor } from "../compatible-vendor.js";
import { takeSettings } from "./take-settings.js";

export interface ChatSampling {
  readonly max_tokens?: number;
  readonly max_completion_tokens?: number;
  readonly temperature?: number;
  readonly top_p?: number;
  readonly stop?: string[];
}

/** The settings that this model takes; a warning for each that it does not. */
export function toChatSettings(
  vendor: CompatibleVendor,
  request: SettingsRequest,
): { readonly body: ChatSampling; readonly warnings: readonly ProviderWarning[] } {
  const { settings, warnings } = takeSettings(vendor, request);
  const { maxTokens, temperature, topP, stopSequences } = settings;
  return {
    body: {
      [vendor.tokenLimit]: maxTokens,
      ...omitUndefined({
        temperature,
        top_p: topP,
        stop: stopSequences === undefined ? undefined : [...stopSequences],
      }),
    },
    warnings,
  };
}
