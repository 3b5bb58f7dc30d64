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

const called = z.object({ name: z.string().nullish(), arguments: z.string().nullish() });

/** Whole, or a piece of one in a stream. Some vendors leave out what they should say. */
const toolCall = z.object({
  index: z.number().nullish(),
  id: z.string().nullish(),
  function: called.nullish(),
});

export type ChatToolCall = z.infer<typeof toolCall>;

const message = z.object({
  content: z.string().nullish(),
  refusal: z.string().nullish(),
  reasoning_content: z.string().nullish(),
  tool_calls: z.array(toolCall).nullish(),
  // The wire's first form of a tool call. It has no id, so that its result could not be given back.
  function_call: called.nullish(),
});

export const chatCompletionSchema = z.object({
  model: z.string(),
  choices: z.tuple([z.object({ message, finish_reason: z.string().nullish() })], z.unknown()),
  usage: usage.nullish(),
});

export type ChatCompletionReply = z.infer<typeof chatCompletionSchema>;

const delta = z.object({
  content: z.string().nullish(),
  refusal: z.string().nullish(),
  reasoning_content: z.string().nullish(),
  tool_calls: z.array(toolCall).nullish(),
  function_call: called.nullish(),
});

export const chatChunkSchema = z.object({
  model: z.string().nullish(),
  choices: z
    .array(z.object({ delta: delta.nullish(), finish_reason: z.string().nullish() }))
    .default([]),
  usage: usage.nullish(),
});

export type ChatChunk = z.infer<typeof chatChunkSchema>;
