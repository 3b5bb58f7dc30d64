import {
  type CompletionRequest,
  isToldByVendor,
  limitCall,
  type ProviderCall,
  readReply,
  readUnstreamed,
  requireAnswer,
  type StreamEvent,
  streamWhole,
  unbegunStream,
} from "@promptrail/core/provider-kit";
import { APIError } from "openai";
import { chatChunkSchema, chatCompletionSchema } from "../chat-reply.js";
import { type ChatAnswer, createChatAnswer } from "../reply/chat-answer.js";
import { fromChatCompletion, type ReplyContext } from "../reply/from-chat-completion.js";
import { toChatRequest } from "../request/to-chat-request.js";
import type { ClientSource } from "./create-client-source.js";
import { type FailedCall, translateChatError } from "./translate-chat-error.js";

/** One attempt at one streamed answer. Ends with one `finish`, or throws ProviderError. */
export async function* streamChat(
  source: ClientSource,
  request: CompletionRequest,
  call: ProviderCall,
): AsyncGenerator<StreamEvent, void> {
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
    const context = { vendor, model: body.model, ...readReply(response, vendor), warnings };
    const whole = await readUnstreamed(response);
    if (whole === undefined) return yield* readStream(data, context, failed);
    const reply = requireAnswer(whole, chatCompletionSchema, response);
    yield* streamWhole(fromChatCompletion(reply, context));
  } catch (error) {
    throw translateChatError(error, failed);
  } finally {
    limit.release();
  }
}

async function* readStream(
  chunks: AsyncIterable<unknown>,
  context: ReplyContext,
  failed: FailedCall,
): AsyncGenerator<StreamEvent, void> {
  const answer = createChatAnswer(context);
  yield* readChunks(chunks, answer, failed);
  yield { type: "finish", completion: answer.finish() };
}

async function* readChunks(
  chunks: AsyncIterable<unknown>,
  answer: ChatAnswer,
  failed: FailedCall,
): AsyncGenerator<StreamEvent, void> {
  try {
    for await (const chunk of chunks) yield* answer.add(requireAnswer(chunk, chatChunkSchema));
  } catch (error) {
    // An error event is the vendor's word; a cut after the first content is half an answer.
    const isTold = error instanceof APIError || isToldByVendor(error);
    const isHalf = !isTold && answer.hasContent();
    if (failed.limit.ended() !== null || !isHalf) throw error;
  }
  // The SDK ends an aborted stream without an error.
  if (failed.limit.ended() !== null && !answer.isComplete()) {
    throw translateChatError(failed.limit.signal.reason, failed);
  }
  if (!answer.isComplete() && !answer.hasContent()) {
    const { id, vendor } = failed.source;
    throw unbegunStream({ provider: id, name: vendor.name });
  }
}
