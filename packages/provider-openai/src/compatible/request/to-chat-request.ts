import type { ProviderWarning } from "@promptrail/core";
import {
  type CompletionRequest,
  parseVendorOptions,
  requireTaken,
  type ToolDefinition,
} from "@promptrail/core/provider-kit";
import type {
  ChatCompletionCreateParamsBase,
  ChatCompletionFunctionTool,
} from "openai/resources/chat/completions/completions";
import type { CompatibleVendor } from "../compatible-vendor.js";
import { prepareTools } from "./prepare-tools.js";
import { toChatMessages } from "./to-chat-messages.js";
import { toChatSettings } from "./to-chat-settings.js";

export type ChatBody = Omit<ChatCompletionCreateParamsBase, "stream" | "stream_options">;

export interface ChatRequest {
  readonly body: ChatBody;
  readonly warnings: readonly ProviderWarning[];
}

/** A request in the wire's words. Throws ProviderError `bad_request` for options that are none, and for what the model does not take. */
export function toChatRequest(
  { id, vendor }: { readonly id: string; readonly vendor: CompatibleVendor },
  request: CompletionRequest,
): ChatRequest {
  const { model, output, tools } = request;
  requireTaken({ provider: id, models: vendor.models }, request);
  const options = parseVendorOptions(id, vendor.optionsSchema, request);
  const { messages, warnings } = toChatMessages(request.messages, vendor);
  const settings = toChatSettings(vendor, request);
  const asked = output === null ? null : vendor.toOutputRequest(output);
  const instruction = asked?.instruction ?? null;
  const prepared = prepareTools(vendor, tools);
  const body: ChatBody = {
    model,
    messages: [
      ...(instruction === null ? [] : [{ role: "system" as const, content: instruction }]),
      ...messages,
    ],
    ...settings.body,
    ...(tools.length === 0 ? {} : { tools: prepared.tools.map(toTool) }),
    ...(asked === null ? {} : { response_format: asked.format }),
  };
  return {
    body: Object.assign(body, options),
    warnings: [
      ...[...settings.warnings, ...warnings],
      ...[...prepared.warnings, ...(asked?.warnings ?? [])],
    ],
  };
}

function toTool({ name, description, inputSchema }: ToolDefinition): ChatCompletionFunctionTool {
  return { type: "function", function: { name, description, parameters: { ...inputSchema } } };
}
