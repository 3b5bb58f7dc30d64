import type Anthropic from "@anthropic-ai/sdk";
import type { MessageCreateParamsNonStreaming } from "@anthropic-ai/sdk/resources/messages";
import {
  type CallLimit,
  type Completion,
  type CompletionRequest,
  limitCall,
  type ProviderCall,
  readReply,
  requireAnswer,
} from "@promptrail/core/provider-kit";
import { anthropicVendor } from "../anthropic-vendor.js";
import { claudeMessageSchema } from "../reply/claude-reply.js";
import { fromClaudeMessage } from "../reply/from-claude-message.js";
import { toClaudeRequest } from "../request/to-claude-request.js";
import type { ClaudeSource } from "./create-client-source.js";
import { isTraced } from "./is-traced.js";
import { translateClaudeError } from "./translate-claude-error.js";

/** One attempt at one answer. Throws ProviderError. */
export async function completeMessage(
  source: ClaudeSource,
  request: CompletionRequest,
  call: ProviderCall,
): Promise<Completion> {
  const { body, warnings } = toClaudeRequest(source, request);
  const { sdk, messages } = await source.open();
  const isSentBySdk = isTraced(sdk);
  const limit = limitCall(call, source.timeoutMs);
  try {
    const sent = { ...body, stream: false } as const;
    const reply = isSentBySdk ? await askBySdk(sdk, sent, limit) : await messages.ask(sent, limit);
    const context = { model: body.model, ...readReply(reply, anthropicVendor), warnings };
    return fromClaudeMessage(requireAnswer(reply.body, claudeMessageSchema, reply), context);
  } catch (error) {
    throw translateClaudeError(error, { provider: source.id, secrets: source.secrets(), limit });
  } finally {
    limit.release();
  }
}

/** The same request with the SDK's own spans. */
async function askBySdk(sdk: Anthropic, body: MessageCreateParamsNonStreaming, limit: CallLimit) {
  const { data, response } = await sdk.messages
    // With a timeout given, the SDK does not refuse long answers that are not streamed.
    .create(body, { signal: limit.signal, timeout: limit.remaining() + 1 })
    .withResponse();
  const { status, headers } = response;
  return { status, headers, body: data };
}
