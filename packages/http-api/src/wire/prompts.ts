import type { PromptContent } from "@promptrail/core";
import type { RegisteredVersion } from "@promptrail/core/lifecycle";
import { statuses, versionKey } from "@promptrail/core/portable";
import { z } from "zod";
import { components, familyName, jsonObject, versionNumber } from "./fields.js";
import { record } from "./record.js";

/** One version in a list of prompts: what it is here and now. What the build does not know of it is null. */
const listedVersion = record(
  z.object({
    version: versionNumber,
    key: z.string(),
    status: z.enum(statuses),
    content_hash: z.string().nullable(),
    provider: z.string().nullable(),
    model: z.string().nullable(),
    changelog: z.string().nullable(),
  }),
);

const listedPrompt = record(
  z.object({
    family: familyName,
    active_version: versionNumber,
    versions: z.array(listedVersion),
  }),
);

export type ListedVersion = z.output<typeof listedVersion>;

export type ListedPrompt = z.output<typeof listedPrompt>;

/** All families with their versions. */
export const promptListWire = record(z.object({ prompts: z.array(listedPrompt) })).register(
  components,
  { id: "PromptList" },
);

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

/** An own filter or function. */
const ownCode = z.strictObject({ name: z.string(), version: z.int() });

/**
 * A version's content exactly as its content hash covers it, under its own names, so that anyone
 * can verify the hash of what they received. Strict: an unknown field would change what the hash
 * means, and a reader that dropped it would run another prompt.
 */
const promptContentWire: z.ZodType<PromptContent> = z
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
    filters: z.array(ownCode),
    functions: z.array(ownCode).exactOptional(),
    partials: z.record(z.string(), z.string()).exactOptional(),
    template: z
      .strictObject({
        trimBlocks: z.boolean().exactOptional(),
        lstripBlocks: z.boolean().exactOptional(),
        keepTrailingNewline: z.boolean().exactOptional(),
      })
      .exactOptional(),
  })
  .register(components, { id: "PromptContent" });

/** A version as the store keeps it. The content's hash is not verified here. */
export const registeredVersionWire = record(
  z.object({
    family: familyName,
    version: versionNumber,
    key: z.string(),
    content_hash: z.string(),
    changelog: z.string().nullable(),
    content: promptContentWire,
    /** What the input schema says of contexts, as JSON Schema; null without one, absent where nobody told. */
    input: z
      .object({ given: jsonObject.nullable(), made: jsonObject.nullable() })
      .nullable()
      .exactOptional(),
  }),
  { told: { key: ({ family, version }: RegisteredVersion) => versionKey(family, version) } },
).register(components, { id: "RegisteredVersion" });
