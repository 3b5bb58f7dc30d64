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
  /** The vendor's name of the model: `claude-sonnet-5-5`. */
  readonly model: string;
  /** 0 to 2. A model that does not take it adds a warning to the result. Default: the vendor's. */
  readonly temperature?: number | undefined;
  /** Above 0, at most 1. A model that does not take it adds a warning to the result. Default: the vendor's. */
  readonly topP?: number | undefined;
  /** Texts at which the answer ends, which are not part of it. */
  readonly stopSequences?: readonly string[] | undefined;
  /** Further settings under the vendor's own names, such as `thinking`; `promptrail check` compares them with the provider's schema. */
  readonly providerOptions?: JsonObject | undefined;
}

/** Another model to ask when the one before fails: what it leaves out is as in the version. */
interface FallbackSettings extends ModelSettings {
  /** Default: the version's provider. */
  readonly provider?: string | undefined;
  /** Default: the version's. */
  readonly maxTokens?: number | undefined;
}

interface MessageSettings extends Omit<MessageTemplate, "cache"> {
  /** Asks the vendor to cache the prompt up to this message. One that cannot adds a warning to the result. */
  readonly cache?: CacheHint | undefined;
}

/** A tool as a team declares it. */
export interface ToolSettings extends Omit<ToolDefinition, "inputSchema"> {
  /**
   * What the model writes, with an object at its root: any Standard Schema, which types and checks the input that
   * `runTools` hands to the tool's function, or a JSON Schema.
   */
  readonly inputSchema: InputSchema | JsonObject;
}

/** What a team writes for one version of a prompt. */
export interface PromptSettings extends ModelSettings {
  /** The feature that the prompt serves: 1 to 63 lower case letters, digits and _, with a letter first. */
  readonly family: string;
  /** From 1 to 2,147,483,647. What is registered under a number can never change. */
  readonly version: number;
  /** What the code declares: `draft`, `shadow`, `active`, `deprecated` or `archived`. Each family has exactly one `active`. */
  readonly status: Status;
  /** The `id` of a provider of the config: `claude`. */
  readonly provider: string;
  /** The most tokens of an answer, from 1. An answer that needs more ends as `truncated`. */
  readonly maxTokens: number;
  /** Why this version exists. Required from version 2 on, when the prompts are registered. */
  readonly changelog?: string | undefined;
  /** Any Standard Schema of the context: types it, checks each call, and is compared with the templates. */
  readonly input?: InputSchema | undefined;
  /** The template of the system message. Not together with `messages`. */
  readonly system?: string | undefined;
  /** The template of the user message. Needed without `messages`. */
  readonly userTemplate?: string | undefined;
  /** The messages with their roles, at least one, instead of `system` and `userTemplate`. */
  readonly messages?: readonly MessageSettings[] | undefined;
  /** Tools that the model may call. The outcome `tool_use` then counts as success. */
  readonly tools?: readonly ToolSettings[] | undefined;
  /** Any Standard Schema of the answer, with an object at its root. It is sent to the model; what it returns is the call's `data`. */
  readonly output?: InputSchema | undefined;
  /**
   * Models that a call of production asks, in this order, where the version's own fails: after retries, at a wrong key,
   * an empty account or a model that is gone. Part of the content hash. Shadow runs and evals ask none.
   */
  readonly fallbacks?: readonly FallbackSettings[] | undefined;
  /** The template filters of the prompt's own. Their names and versions are part of the content hash. */
  readonly filters?: readonly TemplateFilter[] | undefined;
  /** The team's own functions that the templates call, made by `defineFunction`. */
  readonly functions?: readonly TemplateFunction[] | undefined;
  /** Texts that the templates take in with `{% include "name" %}`, by name. */
  readonly partials?: Readonly<Record<string, string>> | undefined;
  /** How the templates treat white space, as Jinja2's settings of the same names do. */
  readonly template?: TemplateSettings | undefined;
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
  ttl: z.enum(["5m", "1h"]),
});

const message = z.strictObject({
  role: z.enum(["system", "user", "assistant"]),
  template: z.string(),
  cache: cache.optional(),
});

const tool = z.strictObject({
  name: z.string().regex(/^[a-zA-Z0-9_-]{1,64}$/, "must be 1 to 64 letters, digits, _ or -"),
  description: z.string().min(1),
  inputSchema: z.union([standardSchema, jsonObject], {
    error: "must be a Standard Schema, such as z.object({ … }), or a JSON Schema",
  }),
});

/** A call names a tool by its name alone. */
function requireOwnNames(
  tools: readonly { readonly name: string }[],
  context: z.core.$RefinementCtx<unknown>,
): void {
  const seen = new Set<string>();
  for (const [index, { name }] of tools.entries()) {
    if (seen.has(name)) {
      const message = `"${name}" is declared twice`;
      context.addIssue({ code: "custom", path: [index, "name"], message });
    }
    seen.add(name);
  }
}

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
  /** Whether the line end directly after a tag is removed. Default: that of the renderer, as in Jinja2: false. */
  trimBlocks: z.boolean().optional(),
  /** Whether the white space of a line before its tag is removed. Default: false. */
  lstripBlocks: z.boolean().optional(),
  /** Whether one line end at the end of a template is kept. Default: false. */
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
  tools: z.array(tool).superRefine(requireOwnNames).optional(),
  output: standardSchema.optional(),
  fallbacks: z.array(fallback).optional(),
  filters: z.array(filter).optional(),
  /** The template functions of the prompt's own, made by `defineFunction`. Their names and versions are part of the content hash. */
  functions: z.array(templateFunction).optional(),
  /** Templates by name, for `{% include "name" %}`. They are part of the content hash. */
  partials: z.record(partialName, z.string()).optional(),
  /** How white space around tags is treated. */
  template: templateSettings.optional(),
});

export type ParsedPromptSettings = z.infer<typeof promptSettingsSchema>;
