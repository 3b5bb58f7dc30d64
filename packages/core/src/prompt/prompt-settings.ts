import { z } from "zod";
import type { JsonObject } from "../json/json-value.js";
import type { ToolDefinition } from "../provider/completion-request.js";
import type { CacheHint } from "../provider/message.js";
import { templateFilterSchema, templateFunctionSchema } from "../template/own-callables.js";
import type { TemplateFilter } from "../template/template-filter.js";
import type { TemplateFunction } from "../template/template-function.js";
import type { TemplateSettings } from "../template/template-settings.js";
import type { InputSchema } from "./input-schema.js";
import type { MessageTemplate } from "./prompt-content.js";
import { largestVersion } from "./prompt-version.js";
import { type Status, statuses } from "./status.js";

interface ModelSettings {
  /** The vendor's name of the model, dated where it has dates: `claude-sonnet-4-20250514`. */
  readonly model: string;
  /** 0 to 2; what the model takes is narrower for some. */
  readonly temperature?: number | undefined;
  /** Above 0, at most 1. */
  readonly topP?: number | undefined;
  /** Texts at which the answer ends. */
  readonly stopSequences?: readonly string[] | undefined;
  /** What one vendor alone knows, as its provider describes it. */
  readonly providerOptions?: JsonObject | undefined;
}

/** Another model to ask when the one before fails: what it leaves out is as in the version. */
interface FallbackSettings extends ModelSettings {
  readonly provider?: string | undefined;
  readonly maxTokens?: number | undefined;
}

interface MessageSettings extends Omit<MessageTemplate, "cache"> {
  /** Asks the vendor to keep what stands up to here. */
  readonly cache?: CacheHint | undefined;
}

/** What a team writes for one version of a prompt. */
export interface PromptSettings extends ModelSettings {
  /** The feature that the prompt serves, in lower case: `product_description`. */
  readonly family: string;
  /** From 1. A version is never changed: a change is a new version. */
  readonly version: number;
  /** What the code declares; what is live, the store says. */
  readonly status: Status;
  /** The `id` of one of the config's providers: `claude`. */
  readonly provider: string;
  /** The most tokens that the answer may have. */
  readonly maxTokens: number;
  /** Why this version exists. Needed from version 2 on. */
  readonly changelog?: string | undefined;
  /** Checks the context, types it for callers, and is compared with the templates. */
  readonly input?: InputSchema | undefined;
  /** The template of the system message. */
  readonly system?: string | undefined;
  /** The template of the user's message. */
  readonly userTemplate?: string | undefined;
  /** In place of `system` and `userTemplate`: every message, in order. */
  readonly messages?: readonly MessageSettings[] | undefined;
  /** What the model may call. */
  readonly tools?: readonly ToolDefinition[] | undefined;
  /** Reads the answer: what it makes of it is the call's `data`. Its input side is sent to the model. */
  readonly output?: InputSchema | undefined;
  /** Models to ask in turn when this one fails. */
  readonly fallbacks?: readonly FallbackSettings[] | undefined;
  /** The team's own filters that the templates use. */
  readonly filters?: readonly TemplateFilter[] | undefined;
  /** The team's own functions that the templates call, made by `defineFunction`. */
  readonly functions?: readonly TemplateFunction[] | undefined;
  /** Texts that the templates take in with `{% include "name" %}`, by name. */
  readonly partials?: Readonly<Record<string, string>> | undefined;
  /** How the templates treat white space, as Jinja2's settings of the same names do. */
  readonly template?:
    | { readonly [Name in keyof TemplateSettings]?: boolean | undefined }
    | undefined;
}

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
