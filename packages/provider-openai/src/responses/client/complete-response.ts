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
  const client = source.open();
  const limit = limitCall(call, source.timeoutMs);
  try {
    // `responses.create` reads what it takes for a response before we have seen that it is one.
    const { data, response } = await client
      .post<unknown>("/responses", {
        body: { ...body, stream: false },
        signal: limit.signal,
        timeout: limit.remaining() + 1,
      })
      .withResponse();
    const { model } = request;
    const context = { provider, model, ...readReply(response, vendor), warnings };
    return fromResponse(requireResponse(data, response), context);
  } catch (error) {
    throw translateChatError(error, { source, limit });
  } finally {
    limit.release();
  }
}
