import type { JsonValue } from "@promptrail/core";
import { z } from "zod";

/** What is read of replies of the Responses API. Whatever else they hold is passed over. */
const usage = z
  .object({
    input_tokens: z.number().nullish(),
    output_tokens: z.number().nullish(),
    input_tokens_details: z
      .object({ cached_tokens: z.number().nullish(), cache_write_tokens: z.number().nullish() })
      .nullish(),
    output_tokens_details: z.object({ reasoning_tokens: z.number().nullish() }).nullish(),
  })
  .nullish()
  // Counts that cannot be read are unknown ones; the answer is there all the same.
  .catch(null);

export type ResponseUsage = NonNullable<z.infer<typeof usage>>;

const json = z.custom<JsonValue>((value) => value !== undefined);

/** A message, a call of a tool, or what the model thought; items of other types are passed over. */
const item = z.object({
  type: z.string(),
  id: z.string().nullish(),
  /** Of a message, or of a model that shows its thoughts as they are. */
  content: z.union([z.string(), z.array(json)]).nullish(),
  /** `commentary`: words beside the answer. */
  phase: z.string().nullish(),
  call_id: z.string().nullish(),
  name: z.string().nullish(),
  /** JSON as a text; some servers give the value itself. */
  arguments: json.nullish(),
  summary: z.array(z.object({ text: z.string() })).nullish(),
  encrypted_content: z.string().nullish(),
});

export type ResponseItem = z.infer<typeof item>;

const head = {
  model: z.string().nullish(),
  status: z.string().nullish(),
  incomplete_details: z.object({ reason: z.string().nullish() }).nullish(),
  error: z.object({ code: z.string().nullish(), message: z.string().nullish() }).nullish(),
  usage,
};

export const responseSchema = z.object({ ...head, output: z.array(item) });

export type ResponseReply = z.infer<typeof responseSchema>;

/** The response that an event tells of: its output may stand in earlier events alone. */
const told = z.object({
  ...head,
  output: z
    .array(item)
    .nullish()
    .transform((output) => output ?? []),
});

const place = {
  output_index: z.number().nullish(),
  summary_index: z.number().nullish(),
  content_index: z.number().nullish(),
};

const deltas = [
  "response.output_text.delta",
  "response.refusal.delta",
  "response.reasoning_summary_text.delta",
  "response.reasoning_text.delta",
  "response.function_call_arguments.delta",
] as const;

const items = ["response.output_item.added", "response.output_item.done"] as const;
const begins = ["response.created", "response.in_progress", "response.queued"] as const;
const ends = ["response.completed", "response.incomplete", "response.failed"] as const;

const known: ReadonlySet<string> = new Set([...deltas, ...items, ...begins, ...ends]);

/**
 * What OpenAI may add later is passed over. Of what is known nothing is: an event that cannot be read makes the reply one
 * that cannot be read, as a piece of the answer would be lost in silence. What is known is found by its type: to try
 * each in turn costs more than the rest of an event.
 */
export const responseEventSchema = z.union([
  z.discriminatedUnion("type", [
    z.object({ type: z.enum(deltas), delta: z.string(), ...place }),
    z.object({ type: z.enum(items), item, ...place }),
    z.object({ type: z.enum(begins), response: told }),
    z.object({ type: z.enum(ends), response: told }),
  ]),
  z.object({ type: z.string().refine((type) => !known.has(type)) }).transform(({ type }) => ({
    type: type === "error" ? ("error" as const) : ("other" as const),
  })),
]);

export type ResponseEvent = z.infer<typeof responseEventSchema>;
