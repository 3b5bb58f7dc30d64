import type { PromptContent } from "@promptrail/core";
import { z } from "zod";
import { components } from "../../schemas/components.js";
import { jsonObject } from "../../schemas/json-object.js";

const modelSettings = z.strictObject({
  maxTokens: z.int().min(1),
  temperature: z.number().exactOptional(),
  topP: z.number().exactOptional(),
  stopSequences: z.array(z.string()).exactOptional(),
});

const messageTemplate = z.strictObject({
  role: z.enum(["system", "user", "assistant"]),
  template: z.string(),
  cache: z.strictObject({ ttl: z.enum(["5m", "1h"]) }).exactOptional(),
});

const fallback = z.strictObject({
  provider: z.string(),
  model: z.string(),
  settings: modelSettings,
  providerOptions: jsonObject,
});

/**
 * A version's content exactly as its content hash covers it, under its own names, so that anyone
 * can verify the hash of what they received. Strict: an unknown field would change what the hash
 * means, and a reader that dropped it would run another prompt.
 */
export const promptContentWire: z.ZodType<PromptContent> = z
  .strictObject({
    messages: z.array(messageTemplate),
    provider: z.string(),
    model: z.string(),
    settings: modelSettings,
    providerOptions: jsonObject,
    fallbacks: z.array(fallback),
    tools: z.array(
      z.strictObject({ name: z.string(), description: z.string(), inputSchema: jsonObject }),
    ),
    output: z.strictObject({ name: z.string(), schema: jsonObject }).nullable(),
    filters: z.array(z.strictObject({ name: z.string(), version: z.int() })),
  })
  .register(components, { id: "PromptContent" });
