import {
  type CompletionRequest,
  limitCall,
  type ProviderCall,
  readReply,
  readUnstreamed,
  type StreamEvent,
  streamWhole,
} from "@promptrail/core/provider-kit";
import { readChunks } from "../../compatible/client/read-chunks.js";
import {
  type FailedCall,
  translateChatError,
} from "../../compatible/client/translate-chat-error.js";
import { fromResponse, type ResponseContext } from "../reply/from-response.js";
import { requireResponse } from "../reply/require-response.js";
import { createResponseAnswer } from "../reply/response-answer.js";
import { toResponsesRequest } from "../request/to-responses-request.js";
import { responseEventSchema } from "../responses-reply.js";
import type { ResponsesSource } from "../responses-source.js";

/** One attempt at one streamed answer. Ends with one `finish`, or throws ProviderError. */
export async function* streamResponse(
  source: ResponsesSource,
  request: CompletionRequest,
  call: ProviderCall,
): AsyncGenerator<StreamEvent, void> {
  const { id: provider, vendor } = source;
  const { body, warnings } = toResponsesRequest(source, request);
  const client = await source.open();
  const limit = limitCall(call, source.timeoutMs);
  const failed: FailedCall = { source, limit };
  try {
    const { data, response } = await client.responses
      .create({ ...body, stream: true }, { signal: limit.signal, timeout: limit.remaining() + 1 })
      .withResponse();
    const { model } = request;
    const context = { provider, model, ...readReply(response, vendor), warnings };
    const whole = await readUnstreamed(response);
    if (whole === undefined) yield* readStream(data, context, failed);
    else yield* streamWhole(fromResponse(requireResponse(whole, response), context));
  } catch (error) {
    throw translateChatError(error, failed);
  } finally {
    limit.release();
  }
}

async function* readStream(
  events: AsyncIterable<unknown>,
  context: ResponseContext,
  failed: FailedCall,
): AsyncGenerator<StreamEvent, void> {
  const answer = createResponseAnswer(context);
  yield* readChunks(events, { schema: responseEventSchema, answer, failed });
  yield { type: "finish", completion: answer.finish() };
}
