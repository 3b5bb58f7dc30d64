import { ProviderError } from "@promptrail/core";

/** What a streamed call fails with whose reader wants no more of it. */
export function readerLeft(provider: string): ProviderError {
  const reason = "the reader stopped before the answer ended";
  return new ProviderError({ kind: "cancelled", provider, reason });
}
