import {
  type CompletionRequest,
  isOf,
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
import { anthropicVendor } from "../anthropic-vendor.js";
import { type ClaudeAnswer, createClaudeAnswer } from "../reply/claude-answer.js";
import { claudeEventSchema, claudeMessageSchema } from "../reply/claude-reply.js";
import { fromClaudeMessage, type ReplyContext } from "../reply/from-claude-message.js";
import { toClaudeRequest } from "../request/to-claude-request.js";
import type { ClaudeSource } from "./create-client-source.js";
import { lateSdk } from "./late-sdk.js";
import { type FailedCall, translateClaudeError } from "./translate-claude-error.js";

/** One attempt at one streamed answer. Ends with one `finish`, or throws ProviderError. */
export async function* streamMessage(
  source: ClaudeSource,
  request: CompletionRequest,
  call: ProviderCall,
): AsyncGenerator<StreamEvent, void> {
  const { body, warnings } = toClaudeRequest(source, request);
  const { sdk } = await source.open();
  const limit = limitCall(call, source.timeoutMs);
  const failed: FailedCall = { provider: source.id, secrets: source.secrets(), limit };
  try {
    const { data, response } = await sdk.messages
      .create({ ...body, stream: true }, { signal: limit.signal, timeout: limit.remaining() + 1 })
      .withResponse();
    const context = { model: body.model, ...readReply(response, anthropicVendor), warnings };
    const whole = await readUnstreamed(response);
    if (whole === undefined) return yield* readStream(data, context, failed);
    const reply = requireAnswer(whole, claudeMessageSchema, response);
    yield* streamWhole(fromClaudeMessage(reply, context));
  } catch (error) {
    throw translateClaudeError(error, failed);
  } finally {
    limit.release();
  }
}

async function* readStream(
  events: AsyncIterable<unknown>,
  context: ReplyContext,
  failed: FailedCall,
): AsyncGenerator<StreamEvent, void> {
  const answer = createClaudeAnswer(context);
  yield* readEvents(events, answer, failed);
  yield { type: "finish", completion: answer.finish() };
}

async function* readEvents(
  events: AsyncIterable<unknown>,
  answer: ClaudeAnswer,
  failed: FailedCall,
): AsyncGenerator<StreamEvent, void> {
  try {
    for await (const event of events) {
      const seen = answer.add(requireAnswer(event, claudeEventSchema));
      if (seen !== null) yield seen;
    }
  } catch (error) {
    // An error event is the vendor's word; a cut after the first content is half an answer.
    const isTold = isOf(error, lateSdk.loaded?.APIError) || isToldByVendor(error);
    const isHalf = !isTold && answer.hasContent();
    if (failed.limit.ended() !== null || !isHalf) throw error;
  }
  // The SDK ends an aborted stream without an error.
  if (failed.limit.ended() !== null && !answer.isComplete()) {
    throw translateClaudeError(failed.limit.signal.reason, failed);
  }
  if (!answer.isComplete() && !answer.hasContent()) {
    throw unbegunStream({ provider: failed.provider, name: anthropicVendor.name });
  }
}
