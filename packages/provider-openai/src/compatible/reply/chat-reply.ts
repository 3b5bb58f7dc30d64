import { z } from "zod";

/** What is read of chat replies. Whatever else they hold is passed over. */
const usage = z.object({
  prompt_tokens: z.number().nullish(),
  completion_tokens: z.number().nullish(),
  prompt_tokens_details: z
    .object({ cached_tokens: z.number().nullish(), cache_write_tokens: z.number().nullish() })
    .nullish(),
  completion_tokens_details: z.object({ reasoning_tokens: z.number().nullish() }).nullish(),
  prompt_cache_hit_tokens: z.number().nullish(),
});

export type ChatUsage = z.infer<typeof usage>;

const toolCall = z.object({
  id: z.string(),
  function: z.object({ name: z.string(), arguments: z.string() }),
});

const message = z.object({
  content: z.string().nullish(),
  refusal: z.string().nullish(),
  reasoning_content: z.string().nullish(),
  tool_calls: z.array(toolCall).nullish(),
});

export const chatCompletionSchema = z.object({
  model: z.string(),
  choices: z.tuple([z.object({ message, finish_reason: z.string().nullish() })], z.unknown()),
  usage: usage.nullish(),
});

export type ChatCompletionReply = z.infer<typeof chatCompletionSchema>;

const toolCallDelta = z.object({
  index: z.number().default(0),
  id: z.string().nullish(),
  function: z.object({ name: z.string().nullish(), arguments: z.string().nullish() }).nullish(),
});

export type ToolCallDelta = z.infer<typeof toolCallDelta>;

const delta = z.object({
  content: z.string().nullish(),
  refusal: z.string().nullish(),
  reasoning_content: z.string().nullish(),
  tool_calls: z.array(toolCallDelta).nullish(),
});

export const chatChunkSchema = z.object({
  model: z.string().nullish(),
  choices: z
    .array(z.object({ delta: delta.nullish(), finish_reason: z.string().nullish() }))
    .default([]),
  usage: usage.nullish(),
});

export type ChatChunk = z.infer<typeof chatChunkSchema>;
