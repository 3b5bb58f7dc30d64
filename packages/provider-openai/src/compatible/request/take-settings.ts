import type { ProviderWarning } from "@promptrail/core";
import type {
  ModelData,
  ModelSettingName,
  ModelSettings,
  SettingsRequest,
} from "@promptrail/core/provider-kit";

/** What decides which settings of a request are sent. */
export interface SettingsRules {
  readonly models: Readonly<Record<string, ModelData>>;
  /** Why this request's setting has no effect, beyond what `models` says; null where it has. */
  findObstacle(setting: ModelSettingName, request: SettingsRequest): string | null;
}

export interface TakenSettings {
  readonly settings: ModelSettings;
  readonly warnings: readonly ProviderWarning[];
}

/** The settings that this model takes; a warning for each that it does not. */
export function takeSettings(rules: SettingsRules, request: SettingsRequest): TakenSettings {
  const { maxTokens, temperature, topP, stopSequences } = request.settings;
  const warnings: ProviderWarning[] = [];
  const takes = (setting: ModelSettingName) => {
    const reason = findReason(rules, request, setting);
    if (reason !== null) warnings.push({ setting, reason });
    return reason === null;
  };
  return {
    settings: {
      maxTokens,
      ...(temperature !== undefined && takes("temperature") ? { temperature } : {}),
      ...(topP !== undefined && takes("topP") ? { topP } : {}),
      ...(stopSequences !== undefined && takes("stopSequences") ? { stopSequences } : {}),
    },
    warnings,
  };
}

function findReason(
  rules: SettingsRules,
  request: SettingsRequest,
  setting: ModelSettingName,
): string | null {
  const model = rules.models[request.model];
  if (model !== undefined && !model.settings.includes(setting)) {
    return `${request.model} does not support it; it was not sent.`;
  }
  return rules.findObstacle(setting, request);
}
