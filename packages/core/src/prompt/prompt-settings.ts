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

const cache = z.strictObject({
  /** How long the vendor should keep what comes up to this message. */
  ttl: z.enum(["5m", "1h"]),
});

const message = z.strictObject({
  /** Who speaks in it. */
  role: z.enum(["system", "user", "assistant"]),
  /** Rendered once, on its own. */
  template: z.string(),
  /** Asks the vendor to cache the prompt up to this message. One that cannot adds a warning to the result. */
  cache: cache.optional(),
});

const tool = z.strictObject({
  /** What the model calls it by: 1 to 64 letters, digits, _ or -. */
  name: z.string().regex(/^[a-zA-Z0-9_-]{1,64}$/, "must be 1 to 64 letters, digits, _ or -"),
  /** Tells the model what the tool does and when to use it. */
  description: z.string().min(1),
  /** A JSON Schema of the tool's input, whose root is an object. */
  inputSchema: jsonObject,
});

const modelSettings = {
  /** The vendor's name of the model: `claude-sonnet-4-20250514`. */
  model: z.string().min(1),
  /** The most tokens of an answer, from 1. An answer that needs more ends as `truncated`. */
  maxTokens: z.int().min(1),
  /** 0 to 2. A model that does not take it adds a warning to the result. Default: the vendor's. */
  temperature: z.number().min(0).max(2).optional(),
  /** Above 0, at most 1. A model that does not take it adds a warning to the result. Default: the vendor's. */
  topP: z.number().gt(0).max(1).optional(),
  /** Texts at which the answer ends, which are not part of it. */
  stopSequences: z.array(z.string().min(1)).optional(),
  /** Further settings under the vendor's own names, such as `thinking`; `promptrail check` compares them with the provider's schema. */
  providerOptions: jsonObject.optional(),
};

const fallback = z.strictObject({
  ...modelSettings,
  /** Default: the version's provider. */
  provider: z.string().min(1).optional(),
  /** Default: the version's. */
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
  /** Whether the line end directly after a tag is removed. Default: that of the renderer, as in Jinja2: false. */
  trimBlocks: z.boolean().optional(),
  /** Whether the white space of a line before its tag is removed. Default: false. */
  lstripBlocks: z.boolean().optional(),
  /** Whether one line end at the end of a template is kept. Default: false. */
  keepTrailingNewline: z.boolean().optional(),
});

/** What `definePrompt` takes, as people write it. Unknown keys are errors. */
export const promptSettingsSchema = z.strictObject({
  /** The feature that the prompt serves: 1 to 63 lower case letters, digits and _, with a letter first. */
  family: z
    .string()
    .regex(
      /^[a-z][a-z0-9_]{0,62}$/,
      "must be lower case letters, digits and _, and start with a letter",
    ),
  /** From 1 to 2,147,483,647. What is registered under a number can never change. */
  version: z.int().min(1).max(largestVersion),
  /** What the code declares: `draft`, `shadow`, `active`, `deprecated` or `archived`. Each family has exactly one `active`. */
  status: z.enum(statuses),
  /** The `id` of a provider of the config: `claude`. */
  provider: z.string().min(1),
  ...modelSettings,
  /** Why this version exists. Required from version 2 on, when the prompts are registered. */
  changelog: z.string().trim().min(1, "must say why this version exists").optional(),
  /** Any Standard Schema of the context: types it, checks each call, and is compared with the templates. */
  input: standardSchema.optional(),
  /** The template of the system message. Not together with `messages`. */
  system: z.string().optional(),
  /** The template of the user message. Needed without `messages`. */
  userTemplate: z.string().optional(),
  /** The messages with their roles, at least one, instead of `system` and `userTemplate`. */
  messages: z.array(message).min(1).optional(),
  /** Tools that the model may call. The outcome `tool_use` then counts as success. */
  tools: z.array(tool).optional(),
  /** Any Standard Schema of the answer, with an object at its root. It is sent to the model; what it returns is the call's `data`. */
  output: standardSchema.optional(),
  /** Models to ask instead of the version's own, in this order. They are part of the content hash; no call asks them yet. */
  fallbacks: z.array(fallback).optional(),
  /** The template filters of the prompt's own. Their names and versions are part of the content hash. */
  filters: z.array(filter).optional(),
  /** The template functions of the prompt's own, made by `defineFunction`. Their names and versions are part of the content hash. */
  functions: z.array(templateFunction).optional(),
  /** Templates by name, for `{% include "name" %}`. They are part of the content hash. */
  partials: z.record(partialName, z.string()).optional(),
  /** How white space around tags is treated. */
  template: templateSettings.optional(),
});

export type ParsedPromptSettings = z.infer<typeof promptSettingsSchema>;
