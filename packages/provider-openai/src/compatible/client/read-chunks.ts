import {
  isOf,
  isToldByVendor,
  requireAnswer,
  type StreamEvent,
  unbegunStream,
} from "@promptrail/core/provider-kit";
import type { z } from "zod";
import type { GrowingAnswer } from "../growing-answer.js";
import { lateSdk } from "./late-sdk.js";
import { type FailedCall, translateChatError } from "./translate-chat-error.js";

interface ReadChunks<Schema extends z.ZodType> {
  readonly schema: Schema;
  readonly answer: GrowingAnswer<z.infer<Schema>>;
  readonly failed: FailedCall;
}

/** Reads a stream of the SDK's to its end, or to where it breaks off inside of an answer. */
export async function* readChunks<Schema extends z.ZodType>(
  chunks: AsyncIterable<unknown>,
  { schema, answer, failed }: ReadChunks<Schema>,
): AsyncGenerator<StreamEvent, void> {
  try {
    for await (const chunk of chunks) yield* answer.add(requireAnswer(chunk, schema));
  } catch (error) {
    // An error event is the vendor's word; a cut after the first content is half an answer.
    const isTold = isOf(error, lateSdk.loaded?.APIError) || isToldByVendor(error);
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
