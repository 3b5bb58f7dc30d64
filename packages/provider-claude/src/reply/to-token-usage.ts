import type { TokenUsage } from "@promptrail/core";
import type { ClaudeUsage } from "./claude-reply.js";

/** Anthropic counts cached input beside `input_tokens`; we count it as part of the input. */
export function toTokenUsage(usage: ClaudeUsage): TokenUsage {
  const uncached = usage.input_tokens ?? null;
  const cacheRead = usage.cache_read_input_tokens ?? null;
  const cacheWrite = usage.cache_creation_input_tokens ?? null;
  return {
    input: uncached === null ? null : uncached + (cacheRead ?? 0) + (cacheWrite ?? 0),
    output: usage.output_tokens ?? null,
    cacheRead,
    cacheWrite,
    reasoning: usage.output_tokens_details?.thinking_tokens ?? null,
  };
}
