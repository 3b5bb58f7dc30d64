import type { ProviderWarning } from "@promptrail/core";
import type { ModelSettingName, SettingsRequest } from "@promptrail/core/provider-kit";
import type { CompatibleVendor } from "../compatible-vendor.js";

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
  const { maxTokens, temperature, topP, stopSequences } = request.settings;
  const warnings: ProviderWarning[] = [];
  const takes = (setting: ModelSettingName) => {
    if (request.settings[setting] === undefined) return false;
    const reason = findReason(vendor, request, setting);
    if (reason !== null) warnings.push({ setting, reason });
    return reason === null;
  };
  return {
    body: {
      [vendor.tokenLimit]: maxTokens,
      ...(takes("temperature") && temperature !== undefined ? { temperature } : {}),
      ...(takes("topP") && topP !== undefined ? { top_p: topP } : {}),
      ...(takes("stopSequences") && stopSequences !== undefined
        ? { stop: [...stopSequences] }
        : {}),
    },
    warnings,
  };
}

function findReason(
  vendor: CompatibleVendor,
  request: SettingsRequest,
  setting: ModelSettingName,
): string | null {
  const model = vendor.models[request.model];
  if (model !== undefined && !model.settings.includes(setting)) {
    return `${request.model} does not support it; it was not sent.`;
  }
  return vendor.findObstacle(setting, request);
}
