import type { ModelData, ModelSettingName, ModelSettings, ProviderWarning } from "@promptrail/core";

export interface ClaudeSampling {
  readonly max_tokens: number;
  readonly temperature?: number;
  readonly top_p?: number;
  readonly stop_sequences?: string[];
}

/** The settings that this model takes; a warning for each that it does not. */
export function toClaudeSettings(
  settings: ModelSettings,
  model: string,
  data: ModelData | undefined,
): { readonly body: ClaudeSampling; readonly warnings: readonly ProviderWarning[] } {
  const warnings: ProviderWarning[] = [];
  const takes = (setting: ModelSettingName) => {
    if (settings[setting] === undefined) return false;
    const reason = findObstacle(setting, settings, model, data);
    if (reason !== null) warnings.push({ setting, reason });
    return reason === null;
  };
  const { temperature, topP, stopSequences } = settings;
  return {
    body: {
      max_tokens: settings.maxTokens,
      ...(takes("temperature") && temperature !== undefined ? { temperature } : {}),
      ...(takes("topP") && topP !== undefined ? { top_p: topP } : {}),
      ...(takes("stopSequences") && stopSequences !== undefined
        ? { stop_sequences: [...stopSequences] }
        : {}),
    },
    warnings,
  };
}

function findObstacle(
  setting: ModelSettingName,
  settings: ModelSettings,
  model: string,
  data: ModelData | undefined,
): string | null {
  if (data !== undefined && !data.settings.includes(setting)) {
    return `${model} does not take it; it was not sent.`;
  }
  if (setting === "temperature" && (settings.temperature ?? 0) > 1) {
    return "Claude takes a temperature from 0 to 1; it was not sent.";
  }
  if (setting === "topP" && settings.temperature !== undefined) {
    return "Claude takes either a temperature or top-p; only the temperature was sent.";
  }
  return null;
}
