import type { MessageCreateParamsBase } from "@anthropic-ai/sdk/resources/messages";
import type { ProviderWarning } from "@promptrail/core";
import {
  type CompletionRequest,
  type ModelData,
  type ModelSettingName,
  type ModelSettings,
  parseVendorOptions,
  requireTaken,
} from "@promptrail/core/provider-kit";
import { type ClaudeOptions, claudeOptionsSchema } from "../claude-options.js";
import { lacksThinking } from "../thinking-state.js";
import { toClaudeMessages } from "./to-claude-messages.js";
import { type ClaudeOutput, toOutputFormat } from "./to-output-format.js";

/** The SDK's types know no sampling settings any more; older models still take them. */
export type ClaudeBody = Omit<MessageCreateParamsBase, "stream"> & {
  readonly temperature?: number;
  readonly top_p?: number;
  readonly top_k?: number;
};

/** Who asks, and what is known of the models. */
export interface ClaudeAsker {
  /** The provider's id. */
  readonly id: string;
  readonly models: Readonly<Record<string, ModelData>>;
}

export interface ClaudeRequest {
  readonly body: ClaudeBody;
  readonly warnings: readonly ProviderWarning[];
}

/** Of a request that asks for text. */
const noOutput: ClaudeOutput = { format: null, instruction: null, warnings: [] };

/** A request in Anthropic's words. Throws ProviderError `bad_request` for options that are none, and for what the model does not take. */
export function toClaudeRequest(asker: ClaudeAsker, request: CompletionRequest): ClaudeRequest {
  const { model, tools } = request;
  requireTaken({ provider: asker.id, models: asker.models }, request);
  const {
    output_config: outputConfig,
    thinking,
    ...options
  } = parseVendorOptions(asker.id, claudeOptionsSchema, request);
  const { system, messages, warnings } = toClaudeMessages(request.messages);
  const isThoughtless = isOn(thinking) && lacksThinking(messages);
  const settings = toClaudeSettings(request.settings, model, asker.models[model]);
  const output = request.output === null ? noOutput : toOutputFormat(model, request.output);
  const instructed =
    output.instruction === null
      ? system
      : [...system, { type: "text" as const, text: output.instruction }];
  const format = output.format === null ? {} : { format: output.format };
  return {
    body: {
      model,
      messages: [...messages],
      ...settings.body,
      ...(instructed.length === 0 ? {} : { system: [...instructed] }),
      ...(tools.length === 0 ? {} : { tools: tools.map(toTool) }),
      ...(outputConfig === undefined && output.format === null
        ? {}
        : { output_config: { ...outputConfig, ...format } }),
      ...(thinking === undefined || isThoughtless ? {} : { thinking }),
      ...options,
    },
    warnings: [
      ...[...settings.warnings, ...warnings, ...output.warnings],
      ...(isThoughtless ? [withoutThinking] : []),
    ],
  };
}

function isOn(thinking: ClaudeOptions["thinking"]): boolean {
  return thinking !== undefined && thinking.type !== "disabled";
}

const withoutThinking: ProviderWarning = {
  setting: "thinking",
  reason:
    "The last turn calls tools without Claude's own thinking, which Claude wants back with their results; so thinking was not asked for.",
};

function toTool({ name, description, inputSchema }: CompletionRequest["tools"][number]) {
  return { name, description, input_schema: { ...inputSchema, type: "object" as const } };
}

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
    return `${model} does not support it; it was not sent.`;
  }
  if (setting === "temperature" && (settings.temperature ?? 0) > 1) {
    return "Claude accepts a temperature from 0 to 1; it was not sent.";
  }
  if (setting === "topP" && settings.temperature !== undefined) {
    return "Claude accepts either a temperature or top-p; only the temperature was sent.";
  }
  return null;
}
