import type { CompletionRequest } from "@promptrail/core/provider-kit";

/** English text has about four bytes a token; vendors count a request's limit in this way, too. */
const bytesPerToken = 4;

/** What a request may use before its answer says what it did: its messages, and the longest answer that it allows. */
export function estimateTokens({ messages, tools, output, settings }: CompletionRequest): number {
  const sent = JSON.stringify([messages, tools, output]);
  return Math.ceil(Buffer.byteLength(sent) / bytesPerToken) + (settings.maxTokens ?? 0);
}
