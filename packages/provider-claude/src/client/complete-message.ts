import {
  type Completion,
  type CompletionRequest,
  limitCall,
  openExchange,
  type ProviderCall,
  readReply,
  requireAnswer,
} from "@promptrail/core/provider-kit";
import { anthropicVendor } from "../anthropic-vendor.js";
import { claudeMessageSchema } from "../reply/claude-reply.js";
import { fromClaudeMessage } from "../reply/from-claude-message.js";
import { toClaudeRequest } from "../request/to-claude-request.js";
import type { ClaudeSource } from "./create-client-source.js";
import { translateClaudeError } from "./translate-claude-error.js";

/** One attempt at one answer. Throws ProviderError. */
export async function completeMessage(
  source: ClaudeSource,
  request: CompletionRequest,
  call: ProviderCall,
): Promise<Completion> {
  const { body, warnings } = toClaudeRequest(source, request);
  const client = source.open();
  const limit = limitCall(call, source.timeoutMs);
  try {
    const { fetchOptions, response } = openExchange(limit.signal);
    const data = await client.messages.create(
      { ...body, stream: false },
      // With a timeout given, the SDK does not refuse long answers that are not streamed.
      { fetchOptions, timeout: limit.remaining() + 1 },
    );
    const reply = response();
    const context = { model: body.model, ...readReply(reply, anthropicVendor), warnings };
    return fromClaudeMessage(requireAnswer(data, claudeMessageSchema, reply), context);
  } catch (error) {
    throw translateClaudeError(error, { provider: source.id, secrets: source.secrets(), limit });
  } finally {
    limit.release();
  }
}
