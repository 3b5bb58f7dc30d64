import {
  type Completion,
  type CompletionRequest,
  limitCall,
  type ProviderCall,
  readReply,
} from "@promptrail/core/provider-kit";
import { translateChatError } from "../../compatible/client/translate-chat-error.js";
import { fromResponse } from "../reply/from-response.js";
import { requireResponse } from "../reply/require-response.js";
import { toResponsesRequest } from "../request/to-responses-request.js";
import type { ResponsesSource } from "../responses-source.js";

/** One attempt at one answer. Throws ProviderError. */
export async function completeResponse(
  source: ResponsesSource,
  request: CompletionRequest,
  call: ProviderCall,
): Promise<Completion> {
  const { id: provider, vendor } = source;
  const { body, warnings } = toResponsesRequest(source, request);
  const endpoint = await source.at("/responses");
  const limit = limitCall(call, source.timeoutMs);
  try {
    const reply = await endpoint.ask({ ...body, stream: false }, limit);
    const { model } = request;
    const context = { provider, model, ...readReply(reply, vendor), warnings };
    return fromResponse(requireResponse(reply.body, reply), context);
  } catch (error) {
    throw translateChatError(error, { source, limit });
  } finally {
    limit.release();
  }
}
