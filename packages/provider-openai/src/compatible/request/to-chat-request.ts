import { type JsonObject, ProviderError, type ProviderWarning } from "@promptrail/core";
import { describeIssues } from "@promptrail/core/portable";
import type { CompletionRequest } from "@promptrail/core/provider-kit";
import type {
  ChatCompletionCreateParamsBase,
  ChatCompletionFunctionTool,
} from "openai/resources/chat/completions/completions";
import type { CompatibleVendor } from "../compatible-vendor.js";
import { toChatMessages } from "./to-chat-messages.js";
import { toChatSettings } from "./to-chat-settings.js";

export type ChatBody = Omit<ChatCompletionCreateParamsBase, "stream" | "stream_options">;

export interface ChatRequest {
  readonly body: ChatBody;
  readonly warnings: readonly ProviderWarning[];
}

/** A request in the wire's words. Throws ProviderError `bad_request` for options that are none. */
export function toChatRequest(
  { id, vendor }: { readonly id: string; readonly vendor: CompatibleVendor },
  request: CompletionRequest,
): ChatRequest {
  const { model, output, tools } = request;
  const options = parseOptions(id, vendor.optionsSchema, request);
  const { messages, warnings } = toChatMessages(request.messages, { id, vendor });
  const settings = toChatSettings(vendor, request);
  const asked = output === null ? null : vendor.toOutputRequest(output);
  const instruction = asked?.instruction ?? null;
  const toolRequests = toTools(vendor, tools);
  const body: ChatBody = {
    model,
    messages: [
      ...(instruction === null ? [] : [{ role: "system" as const, content: instruction }]),
      ...messages,
    ],
    ...settings.body,
    ...(tools.length === 0 ? {} : { tools: [...toolRequests.tools] }),
    ...(asked === null ? {} : { response_format: asked.format }),
  };
  return {
    body: Object.assign(body, options),
    warnings: [
      ...[...settings.warnings, ...warnings],
      ...[...toolRequests.warnings, ...(asked?.warnings ?? [])],
    ],
  };
}

function parseOptions(
  provider: string,
  schema: CompatibleVendor["optionsSchema"],
  request: CompletionRequest,
): JsonObject {
  const parsed = schema.safeParse(request.vendorOptions);
  if (parsed.success) return parsed.data;
  const reason = `its provider options are not valid: ${describeIssues(parsed.error.issues)}.`;
  throw new ProviderError({ kind: "bad_request", provider, reason });
}

interface ToolRequests {
  readonly tools: readonly ChatCompletionFunctionTool[];
  readonly warnings: readonly ProviderWarning[];
}

function toTools(vendor: CompatibleVendor, tools: CompletionRequest["tools"]): ToolRequests {
  const prepared = tools.map((tool) => ({ tool, schema: vendor.toToolSchema(tool.inputSchema) }));
  const changed = prepared.filter(
    ({ tool, schema }) => JSON.stringify(schema) !== JSON.stringify(tool.inputSchema),
  );
  return {
    tools: prepared.map(({ tool: { name, description }, schema }) => ({
      type: "function",
      function: { name, description, parameters: { ...schema } },
    })),
    warnings: changed.map(({ tool }) => ({
      setting: "tools",
      reason: `${vendor.name} does not accept parts of the input schema of ${tool.name}; they were not sent.`,
    })),
  };
}
