import type { JsonObject } from "../json/json-value.js";
import { omitUndefined } from "../json/omit-undefined.js";
import type { OutputFormat } from "../provider/completion-request.js";
import type { ModelSettings } from "../provider/model-data.js";
import type { TemplateSettings } from "../template/template-settings.js";
import type { InputSchema } from "./input-schema.js";
import type {
  Fallback,
  FilterReference,
  MessageTemplate,
  PromptContent,
} from "./prompt-content.js";
import type { ParsedPromptSettings } from "./prompt-settings.js";
import { requireSentSchema, unclear } from "./require-sent-schema.js";
import { toToolDefinition } from "./tools/to-tool-definition.js";

/** Shared by the many versions that have none. */
const noList: readonly never[] = Object.freeze([]);
const noOptions: JsonObject = Object.freeze({});

/** What people wrote → what the hash covers. Keys in order, here and below: it is hashed faster. */
export function toPromptContent(name: string, settings: ParsedPromptSettings): PromptContent {
  return omitUndefined({
    fallbacks: settings.fallbacks?.map((fallback) => toFallback(settings, fallback)) ?? noList,
    filters: settings.filters?.map(toReference) ?? noList,
    // What came later is left out where it is not used: so that no hash moved.
    functions: settings.functions?.length ? settings.functions.map(toReference) : undefined,
    messages: toMessages(name, settings),
    model: settings.model,
    output: settings.output === undefined ? null : toOutputFormat(name, settings, settings.output),
    partials: toPartials(settings.partials),
    provider: settings.provider,
    providerOptions: settings.providerOptions ?? noOptions,
    settings: toModelSettings(settings.maxTokens, settings),
    template: toTemplateSettings(settings.template),
    tools: settings.tools?.map((tool) => toToolDefinition(name, tool)) ?? noList,
  });
}

function toReference({ name, version }: FilterReference): FilterReference {
  return { name, version };
}

function toPartials(partials: ParsedPromptSettings["partials"]): PromptContent["partials"] {
  const entries = Object.entries(partials ?? {});
  if (entries.length === 0) return undefined;
  return Object.fromEntries(entries.map(([name, text]) => [name, normalizeLineEnds(text)]));
}

/** Off and absent are the same, and have the same hash. */
function toTemplateSettings({
  trimBlocks = false,
  lstripBlocks = false,
  keepTrailingNewline = false,
}: NonNullable<ParsedPromptSettings["template"]> = {}): TemplateSettings | undefined {
  if (!trimBlocks && !lstripBlocks && !keepTrailingNewline) return undefined;
  const on = (is: boolean) => is || undefined;
  return omitUndefined({
    keepTrailingNewline: on(keepTrailingNewline),
    lstripBlocks: on(lstripBlocks),
    trimBlocks: on(trimBlocks),
  });
}

function toMessages(name: string, settings: ParsedPromptSettings): readonly MessageTemplate[] {
  const { system, userTemplate, messages } = settings;
  if (messages !== undefined && (system !== undefined || userTemplate !== undefined)) {
    throw unclear(
      name,
      "it has `messages` and also `system` or `userTemplate`; keep only one of the two forms",
    );
  }
  if (messages !== undefined) {
    return messages.map(({ role, template, cache }) =>
      omitUndefined({ cache, role, template: normalizeLineEnds(template) }),
    );
  }
  if (userTemplate === undefined) {
    throw unclear(name, "it has no `userTemplate` and no `messages`; give one of them");
  }
  const user: MessageTemplate = { role: "user", template: normalizeLineEnds(userTemplate) };
  if (system === undefined) return [user];
  return [{ role: "system", template: normalizeLineEnds(system) }, user];
}

function normalizeLineEnds(text: string): string {
  return text.includes("\r") ? text.replaceAll("\r\n", "\n").replaceAll("\r", "\n") : text;
}

function toModelSettings(
  maxTokens: number,
  from: Pick<ParsedPromptSettings, "temperature" | "topP" | "stopSequences">,
): ModelSettings {
  const { stopSequences, temperature, topP } = from;
  return omitUndefined({ maxTokens, stopSequences, temperature, topP });
}

function toFallback(
  settings: ParsedPromptSettings,
  fallback: NonNullable<ParsedPromptSettings["fallbacks"]>[number],
): Fallback {
  return {
    model: fallback.model,
    provider: fallback.provider ?? settings.provider,
    providerOptions: fallback.providerOptions ?? noOptions,
    settings: toModelSettings(fallback.maxTokens ?? settings.maxTokens, {
      temperature: fallback.temperature ?? settings.temperature,
      topP: fallback.topP ?? settings.topP,
      stopSequences: fallback.stopSequences ?? settings.stopSequences,
    }),
  };
}

function toOutputFormat(
  name: string,
  settings: ParsedPromptSettings,
  output: InputSchema,
): OutputFormat {
  return { name: settings.family, schema: requireSentSchema(name, output, "output") };
}
