import type { ProviderWarning } from "@promptrail/core";
import { omitUndefined } from "@promptrail/core/portable";
import {
  type CompletionRequest,
  type ModelData,
  parseVendorOptions,
  requireTaken,
  type ToolDefinition,
} from "@promptrail/core/provider-kit";
import type {
  FunctionTool,
  ResponseCreateParamsBase,
  ResponseFormatTextConfig,
} from "openai/resources/responses/responses";
import { prepareTools } from "../../compatible/request/prepare-tools.js";
import { takeSettings } from "../../compatible/request/take-settings.js";
import { warnOfCacheHints } from "../../compatible/request/warn-of-cache-hints.js";
import { dropRefused, toAskedSchema } from "../../openai-schemas.js";
import { type OpenAIResponsesOptions, openaiResponsesOptionsSchema } from "../responses-options.js";
import { responsesVendor, toSettingsRules } from "../responses-vendor.js";
import { toInputItems } from "./to-input-items.js";

export type ResponsesBody = Omit<ResponseCreateParamsBase, "stream" | "stream_options">;

export interface ResponsesRequest {
  readonly body: ResponsesBody;
  readonly warnings: readonly ProviderWarning[];
}

/** Who asks, and what is known of the models. */
export interface ResponsesAsker {
  readonly id: string;
  readonly models: Readonly<Record<string, ModelData>>;
}

/**
 * A request in the API's words; nothing of it is stored with OpenAI. Throws ProviderError `bad_request` for options that
 * are none.
 */
export function toResponsesRequest(
  { id, models }: ResponsesAsker,
  request: CompletionRequest,
): ResponsesRequest {
  const { model, messages, output, tools } = request;
  requireTaken({ provider: id, models }, request);
  const { text: textOptions, ...options } = parseVendorOptions(
    id,
    openaiResponsesOptionsSchema,
    request,
  );
  const { settings, warnings } = takeSettings(toSettingsRules(models), request);
  const prepared = prepareTools({ name: "OpenAI", toToolSchema: dropRefused }, tools);
  const asked = output === null ? null : toAskedSchema(output);
  const format: ResponseFormatTextConfig | null =
    asked === null ? null : { type: "json_schema", ...asked.asked };
  const text = { ...textOptions, ...(format === null ? {} : { format }) };
  const { temperature, topP } = settings;
  const body: ResponsesBody = {
    model,
    input: [...toInputItems(messages, { provider: id, model })],
    store: false,
    max_output_tokens: settings.maxTokens,
    ...omitUndefined({ temperature, top_p: topP }),
    ...(tools.length === 0 ? {} : { tools: prepared.tools.map(toTool) }),
    ...(Object.keys(text).length === 0 ? {} : { text }),
    ...(tools.length > 0 && mayThink(models[model], options)
      ? { include: ["reasoning.encrypted_content" as const] }
      : {}),
    ...options,
  };
  return {
    body,
    warnings: [
      ...[...warnings, ...warnOfCacheHints(messages, responsesVendor.name)],
      ...[...prepared.warnings, ...(asked?.warnings ?? [])],
    ],
  };
}

/**
 * What a model thinks is needed again with the results of its tools, and OpenAI keeps none of it here. Models that do not
 * think refuse to be asked for it; they are those that take a temperature.
 */
function mayThink(
  data: ModelData | undefined,
  { reasoning }: Pick<OpenAIResponsesOptions, "reasoning">,
): boolean {
  if (data === undefined) return reasoning !== undefined;
  return !data.settings.includes("temperature");
}

function toTool({ name, description, inputSchema }: ToolDefinition): FunctionTool {
  return { type: "function", name, description, parameters: { ...inputSchema }, strict: false };
}
