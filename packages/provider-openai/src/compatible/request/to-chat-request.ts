import {
  type CompletionRequest,
  describeIssues,
  type JsonObject,
  ProviderError,
  type ProviderWarning,
} from "@promptrail/core";
import type { ChatCompletionCreateParamsBase } from "openai/resources/chat/completions/completions";
import type { ClientSource } from "../client/create-client-source.js";
import { toChatMessages } from "./to-chat-messages.js";
import { toChatSettings } from "./to-chat-settings.js";

export type ChatBody = Omit<ChatCompletionCreateParamsBase, "stream" | "stream_options">;

export interface ChatRequest {
  readonly body: ChatBody;
  readonly warnings: readonly ProviderWarning[];
}

/** A request in the wire's words. Throws ProviderError `bad_request` for options that are none. */
export function toChatRequest(
  { id, vendor }: Pick<ClientSource, "id" | "vendor">,
  request: CompletionRequest,
): ChatRequest {
  const { model, output, tools } = request;
  const options = parseOptions(id, vendor.optionsSchema, request);
  const { messages, warnings } = toChatMessages(request.messages, vendor.name);
  const settings = toChatSettings(vendor, request);
  const asked = output === null ? null : vendor.toOutputRequest(output);
  const instruction = asked?.instruction ?? null;
  const body: ChatBody = {
    model,
    messages: [
      ...(instruction === null ? [] : [{ role: "system" as const, content: instruction }]),
      ...messages,
    ],
    ...settings.body,
    ...(tools.length === 0 ? {} : { tools: tools.map(toTool) }),
    ...(asked === null ? {} : { response_format: asked.format }),
  };
  return {
    body: Object.assign(body, options),
    warnings: [...settings.warnings, ...warnings, ...(asked?.warnings ?? [])],
  };
}

function parseOptions(
  provider: string,
  schema: ClientSource["vendor"]["optionsSchema"],
  request: CompletionRequest,
): JsonObject {
  const parsed = schema.safeParse(request.vendorOptions);
  if (parsed.success) return parsed.data;
  const reason = `its provider options are not valid: ${describeIssues(parsed.error.issues)}.`;
  throw new ProviderError({ kind: "bad_request", provider, reason });
}

function toTool({ name, description, inputSchema }: CompletionRequest["tools"][number]) {
  return {
    type: "function" as const,
    function: { name, description, parameters: { ...inputSchema } },
  };
}
