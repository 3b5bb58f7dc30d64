import type { TokenUsage } from "@promptrail/core";
import type { ClaudeUsage } from "./claude-reply.js";

/** Anthropic counts cached input beside `input_tokens`; we count it as part of the input. */
export function toTokenUsage(usage: ClaudeUsage): TokenUsage {
  const cacheRead = usage.cache_read_input_tokens ?? 0;
  const cacheWrite = usage.cache_creation_input_tokens ?? 0;
  return {
    input: (usage.input_tokens ?? 0) + cacheRead + cacheWrite,
    output: usage.output_tokens ?? 0,
    cacheRead,
    cacheWrite,
    reasoning: usage.output_tokens_details?.thinking_tokens ?? 0,
  };
}
