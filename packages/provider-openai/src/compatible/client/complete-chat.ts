import {
  type Completion,
  type CompletionRequest,
  limitCall,
  type ProviderCall,
  readReply,
  requireAnswer,
} from "@promptrail/core/provider-kit";
import { chatCompletionSchema } from "../chat-reply.js";
import type { CompatibleVendor } from "../compatible-vendor.js";
import { fromChatCompletion } from "../reply/from-chat-completion.js";
import { toChatRequest } from "../request/to-chat-request.js";
import type { ClientSource } from "./create-client-source.js";
import { translateChatError } from "./translate-chat-error.js";

/** One attempt at one answer. Throws ProviderError. */
export async function completeChat(
  source: ClientSource<CompatibleVendor>,
  request: CompletionRequest,
  call: ProviderCall,
): Promise<Completion> {
  const { vendor } = source;
  const { body, warnings } = toChatRequest(source, request);
  const endpoint = await source.at("/chat/completions");
  const limit = limitCall(call, source.timeoutMs);
  try {
    const reply = await endpoint.ask({ ...body, stream: false }, limit);
    const context = { vendor, model: body.model, ...readReply(reply, vendor), warnings };
    return fromChatCompletion(requireAnswer(reply.body, chatCompletionSchema, reply), context);
  } catch (error) {
    throw translateChatError(error, { source, limit });
  } finally {
    limit.release();
  }
}
