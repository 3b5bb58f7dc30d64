import type { JsonValue } from "@promptrail/core";
import { z } from "zod";

/** What is read of Claude's replies. Whatever else they hold is passed over. */
const usage = z
  .object({
    input_tokens: z.number().nullish(),
    output_tokens: z.number().nullish(),
    cache_creation_input_tokens: z.number().nullish(),
    cache_read_input_tokens: z.number().nullish(),
    output_tokens_details: z.object({ thinking_tokens: z.number().nullish() }).nullish(),
  })
  .nullish()
  // Counts that cannot be read are unknown ones; the answer is there all the same.
  .catch(null);

export type ClaudeUsage = NonNullable<z.infer<typeof usage>>;

/**
 * What Anthropic may add later is passed over. Of what is known nothing is: a block or an event that cannot
 * be read makes the reply one that cannot be read, as a piece of the answer would be lost in silence. What is known
 * is found by its type: to try each in turn costs more than the rest of an event.
 */
function other(...known: readonly string[]) {
  return z
    .object({ type: z.string().refine((type) => !known.includes(type)) })
    .transform(() => ({ type: "other" as const }));
}

const block = z.union([
  z.discriminatedUnion("type", [
    z.object({ type: z.literal("text"), text: z.string() }),
    z.object({
      type: z.literal("thinking"),
      thinking: z.string(),
      signature: z.string().nullish(),
    }),
    z.object({ type: z.literal("redacted_thinking"), data: z.string() }),
    z.object({
      type: z.literal("tool_use"),
      id: z.string().nullish(),
      name: z.string().nullish(),
      input: z.custom<JsonValue>((value) => value !== undefined).exactOptional(),
    }),
  ]),
  other("text", "thinking", "redacted_thinking", "tool_use"),
]);

/** Blocks; some servers give a text alone, as in a request. */
const content = z.union([
  z.array(block),
  z.string().transform((words) => [{ type: "text" as const, text: words }]),
]);

export const claudeMessageSchema = z.object({
  model: z.string().nullish(),
  content,
  stop_reason: z.string().nullish(),
  usage,
});

export type ClaudeMessage = z.infer<typeof claudeMessageSchema>;

const delta = z.union([
  z.discriminatedUnion("type", [
    z.object({ type: z.literal("text_delta"), text: z.string() }),
    z.object({ type: z.literal("thinking_delta"), thinking: z.string() }),
    z.object({ type: z.literal("signature_delta"), signature: z.string() }),
    z.object({ type: z.literal("input_json_delta"), partial_json: z.string() }),
  ]),
  other("text_delta", "thinking_delta", "signature_delta", "input_json_delta"),
]);

export const claudeEventSchema = z.union([
  z.discriminatedUnion("type", [
    z.object({
      type: z.literal("message_start"),
      message: z.object({ model: z.string().nullish(), usage }).nullish(),
    }),
    z.object({ type: z.literal("content_block_start"), index: z.number(), content_block: block }),
    z.object({ type: z.literal("content_block_delta"), index: z.number(), delta }),
    z.object({
      type: z.literal("message_delta"),
      delta: z.object({ stop_reason: z.string().nullish() }),
      usage,
    }),
    z.object({ type: z.literal("message_stop") }),
  ]),
  other(
    ...["message_start", "content_block_start", "content_block_delta"],
    ...["message_delta", "message_stop"],
  ),
]);

export type ClaudeEvent = z.infer<typeof claudeEventSchema>;
