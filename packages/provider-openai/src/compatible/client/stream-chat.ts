import {
  type CompletionRequest,
  limitCall,
  type ProviderCall,
  readReply,
  readUnstreamed,
  requireAnswer,
  type StreamEvent,
  streamWhole,
} from "@promptrail/core/provider-kit";
import { chatChunkSchema, chatCompletionSchema } from "../chat-reply.js";
import type { CompatibleVendor } from "../compatible-vendor.js";
import { createChatAnswer } from "../reply/chat-answer.js";
import { fromChatCompletion, type ReplyContext } from "../reply/from-chat-completion.js";
import { toChatRequest } from "../request/to-chat-request.js";
import type { ClientSource } from "./create-client-source.js";
import { readChunks } from "./read-chunks.js";
import { type FailedCall, translateChatError } from "./translate-chat-error.js";

/** One attempt at one streamed answer. Ends with one `finish`, or throws ProviderError. */
export async function* streamChat(
  source: ClientSource<CompatibleVendor>,
  request: CompletionRequest,
  call: ProviderCall,
): AsyncGenerator<StreamEvent, void> {
  const { vendor } = source;
  const { body, warnings } = toChatRequest(source, request);
  const client = await source.open();
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
  yield* readChunks(chunks, { schema: chatChunkSchema, answer, failed });
  yield { type: "finish", completion: answer.finish() };
}
