import { z } from "zod";
import { templateFilterSchema, templateFunctionSchema } from "../template/own-callables.js";
import type { TemplateFilter } from "../template/template-filter.js";
import type { TemplateFunction } from "../template/template-function.js";
import type { InputSchema } from "./input-schema.js";
import { largestVersion } from "./prompt-version.js";
import { statuses } from "./status.js";

const jsonObject = z.record(z.string(), z.json());

const isStandardSchema = (value: unknown): value is InputSchema =>
  (typeof value === "object" || typeof value === "function") &&
  value !== null &&
  "~standard" in value;

const standardSchema = z.custom<InputSchema>(
  isStandardSchema,
  "must be a Standard Schema, such as z.object({ … })",
);

const cache = z.strictObject({ ttl: z.enum(["5m", "1h"]) });

const message = z.strictObject({
  role: z.enum(["system", "user", "assistant"]),
  template: z.string(),
  cache: cache.optional(),
});

const tool = z.strictObject({
  name: z.string().regex(/^[a-zA-Z0-9_-]{1,64}$/, "must be 1 to 64 letters, digits, _ or -"),
  description: z.string().min(1),
  inputSchema: jsonObject,
});

const modelSettings = {
  model: z.string().min(1),
  maxTokens: z.int().min(1),
  temperature: z.number().min(0).max(2).optional(),
  topP: z.number().gt(0).max(1).optional(),
  stopSequences: z.array(z.string().min(1)).optional(),
  providerOptions: jsonObject.optional(),
};

const fallback = z.strictObject({
  ...modelSettings,
  provider: z.string().min(1).optional(),
  maxTokens: modelSettings.maxTokens.optional(),
});

/** The value itself and no copy: the same filter in two versions stays the same. */
const filter = z.custom<TemplateFilter>(
  (value) => templateFilterSchema.safeParse(value).success,
  "must be { name, version, apply }, with a name that templates can write and a version from 1 on",
);

const templateFunction = z.custom<TemplateFunction>(
  (value) => templateFunctionSchema.safeParse(value).success,
  "must be made by defineFunction",
);

const partialName = z
  .string()
  .regex(/^[^\p{Cc}\p{Zl}\p{Zp}]{1,200}$/u, "must be 1 to 200 characters without line ends");

const templateSettings = z.strictObject({
  trimBlocks: z.boolean().optional(),
  lstripBlocks: z.boolean().optional(),
  keepTrailingNewline: z.boolean().optional(),
});

/** What `definePrompt` takes, as people write it. Unknown keys are errors. */
export const promptSettingsSchema = z.strictObject({
  family: z
    .string()
    .regex(
      /^[a-z][a-z0-9_]{0,62}$/,
      "must be lower case letters, digits and _, and start with a letter",
    ),
  version: z.int().min(1).max(largestVersion),
  status: z.enum(statuses),
  provider: z.string().min(1),
  ...modelSettings,
  changelog: z.string().trim().min(1, "must say why this version exists").optional(),
  input: standardSchema.optional(),
  system: z.string().optional(),
  userTemplate: z.string().optional(),
  messages: z.array(message).min(1).optional(),
  tools: z.array(tool).optional(),
  output: standardSchema.optional(),
  fallbacks: z.array(fallback).optional(),
  filters: z.array(filter).optional(),
  functions: z.array(templateFunction).optional(),
  partials: z.record(partialName, z.string()).optional(),
  template: templateSettings.optional(),
});

export type ParsedPromptSettings = z.infer<typeof promptSettingsSchema>;
