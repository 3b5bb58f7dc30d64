import {
  type CompletionRequest,
  findProviderError,
  limitCall,
  type ProviderCall,
  type StreamEvent,
} from "@promptrail/core/provider-kit";
import { APIError } from "openai";
import { chatChunkSchema } from "../chat-reply.js";
import { type ChatAnswer, createChatAnswer } from "../reply/chat-answer.js";
import { toChatRequest } from "../request/to-chat-request.js";
import type { ClientSource } from "./create-client-source.js";
import { type FailedCall, translateChatError } from "./translate-chat-error.js";

/** One attempt at one streamed answer. Ends with one `finish`, or throws ProviderError. */
export async function* streamChat(
  source: ClientSource,
  request: CompletionRequest,
  call: ProviderCall,
): AsyncGenerator<StreamEvent> {
  const { vendor } = source;
  const { body, warnings } = toChatRequest(source, request);
  const client = source.open();
  const limit = limitCall(call, source.timeoutMs);
  const failed: FailedCall = { source, limit };
  try {
    const { data, response } = await client.chat.completions
      .create(
        { ...body, stream: true, stream_options: { include_usage: true } },
        { signal: limit.signal, timeout: limit.remaining() + 1 },
      )
      .withResponse();
    const requestId = response.headers.get(vendor.requestIdHeader);
    const answer = createChatAnswer(body.model, { vendor, requestId, warnings });
    yield* readChunks(data, answer, failed);
    yield { type: "finish", completion: answer.finish() };
  } catch (error) {
    throw translateChatError(error, failed);
  } finally {
    limit.release();
  }
}

async function* readChunks(
  chunks: AsyncIterable<unknown>,
  answer: ChatAnswer,
  failed: FailedCall,
): AsyncGenerator<StreamEvent> {
  try {
    for await (const chunk of chunks) yield* answer.add(chatChunkSchema.parse(chunk));
  } catch (error) {
    // An error event is the vendor's word; a cut after the first content is half an answer.
    const isTold = error instanceof APIError || findProviderError(error) !== null;
    const isHalf = !isTold && answer.hasContent();
    if (failed.limit.ended() !== null || !isHalf) throw error;
  }
  // The SDK ends an aborted stream without an error.
  if (failed.limit.ended() !== null && !answer.isComplete()) {
    throw translateChatError(failed.limit.signal.reason, failed);
  }
}
