import type { JsonValue } from "@promptrail/core";
import { z } from "zod";

/** What is read of chat replies. Whatever else they hold is passed over. */
const usage = z
  .object({
    prompt_tokens: z.number().nullish(),
    completion_tokens: z.number().nullish(),
    prompt_tokens_details: z
      .object({ cached_tokens: z.number().nullish(), cache_write_tokens: z.number().nullish() })
      .nullish(),
    completion_tokens_details: z.object({ reasoning_tokens: z.number().nullish() }).nullish(),
    prompt_cache_hit_tokens: z.number().nullish(),
  })
  .nullish()
  // Counts that cannot be read are unknown ones; the answer is there all the same.
  .catch(null);

export type ChatUsage = NonNullable<z.infer<typeof usage>>;

const json = z.custom<JsonValue>((value) => value !== undefined);

/** Arguments are JSON as a text; some servers give the value itself. */
const called = z.object({ name: z.string().nullish(), arguments: json.nullish() });

/** Whole, or a piece of one in a stream. Some vendors leave out what they should say. */
const toolCall = z.object({
  index: z.number().nullish(),
  id: z.string().nullish(),
  function: called.nullish(),
});

export type ChatToolCall = z.infer<typeof toolCall>;

/** A text, or a list of parts as in a request: texts, refusals, and thoughts that hold texts themselves. */
const content = z.union([z.string(), z.array(json)]).nullish();

const message = z.object({
  content,
  refusal: z.string().nullish(),
  reasoning_content: z.string().nullish(),
  // Gateways' name for it.
  reasoning: z.string().nullish().catch(null),
  tool_calls: z.array(toolCall).nullish(),
  // The wire's first form of a tool call. It has no id, so that its result could not be given back.
  function_call: called.nullish(),
});

export type ChatMessage = z.infer<typeof message>;

export const chatCompletionSchema = z.object({
  model: z.string().nullish(),
  choices: z.tuple([z.object({ message, finish_reason: z.string().nullish() })], z.unknown()),
  usage,
});

export type ChatCompletionReply = z.infer<typeof chatCompletionSchema>;

export const chatChunkSchema = z.object({
  model: z.string().nullish(),
  choices: z
    .array(z.object({ delta: message.nullish(), finish_reason: z.string().nullish() }))
    .nullish()
    .transform((choices) => choices ?? []),
  usage,
});

export type ChatChunk = z.infer<typeof chatChunkSchema>;
