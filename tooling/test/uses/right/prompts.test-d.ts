import {
  type DeclaredPrompt,
  defineFunction,
  definePrompt,
  type JsonObject,
  type PromptSettings,
  type PromptVersion,
} from "@promptrail/core";
import { expectTypeOf } from "vitest";
import { z } from "zod";

// A version tells its family, number and status, what it takes and what it gives.
const summary = definePrompt({
  family: "summary",
  version: 1,
  status: "active",
  provider: "claude",
  model: "m",
  maxTokens: 600,
  temperature: 0.4,
  topP: undefined,
  stopSequences: ["END"],
  providerOptions: { thinking: { budget: 8, of: [1, "x", null] } },
  input: z.object({ text: z.string(), words: z.coerce.number<string>() }),
  system: "You are brief.",
  userTemplate: "{{ text }}",
  output: z.object({ due: z.iso.date().transform((due) => new Date(due)) }),
});
expectTypeOf(summary).toEqualTypeOf<
  DeclaredPrompt<
    "summary",
    1,
    "active",
    { text: string; words: string },
    { due: Date },
    Record<never, never>,
    { due: Date }
  >
>();
expectTypeOf(summary.family).toEqualTypeOf<"summary">();
expectTypeOf(summary.version).toEqualTypeOf<1>();
expectTypeOf(summary.status).toEqualTypeOf<"active">();
expectTypeOf(summary).toExtend<PromptVersion>();

// From version 2 on with its changelog; messages in place of a system and a user template.
const second = definePrompt({
  family: "summary",
  version: 2,
  status: "draft",
  provider: "claude",
  model: "m",
  maxTokens: 600,
  changelog: "Asks in turns.",
  messages: [
    { role: "system", template: "You are brief.", cache: { ttl: "5m" } },
    { role: "user", template: "{{ text | shorten }}" },
  ],
  tools: [{ name: "look", description: "Looks it up.", inputSchema: { type: "object" } }],
  fallbacks: [{ model: "n" }, { provider: "openai", model: "o", maxTokens: 9 }],
  filters: [{ name: "shorten", version: 1, apply: (value) => String(value).slice(0, 9) }],
});
type Anything = Readonly<Record<string, unknown>>;
expectTypeOf(second).toEqualTypeOf<
  DeclaredPrompt<"summary", 2, "draft", Anything, null, { readonly look: JsonObject }, null>
>();

// What templates render with: settings of white space, partials, own filters and functions by name.
const lookup = defineFunction({
  name: "lookup",
  version: 1,
  parameters: ["code", "lang"],
  call: (code, lang = "en") => `${String(code)} ${String(lang)}`,
});
definePrompt({
  ...second.content.settings,
  family: "letter",
  version: 1,
  status: "active",
  provider: "claude",
  model: "m",
  maxTokens: 600,
  template: { trimBlocks: true, lstripBlocks: undefined, keepTrailingNewline: false },
  partials: { end: "Bye" },
  filters: [
    { name: "cut", version: 1, parameters: ["mark"], apply: (value, mark) => [value, mark] },
  ],
  functions: [lookup],
  userTemplate: "{{ lookup(1, lang='de') | cut(mark='-') }}{% include 'end' %}",
});

// What versions share may stand apart, written as it is or by its type; no list must be writable.
const shared = { provider: "claude", model: "m", maxTokens: 9, userTemplate: "x" };
const fixed = { ...shared, messages: undefined, stopSequences: ["a"], family: "plain" } as const;
definePrompt({ ...shared, family: "plain", version: 1, status: "active" });
definePrompt({ ...fixed, version: 1, status: "active", userTemplate: "x" });

// Numbers, families and settings that are only known when the program runs are as wide as their types.
declare const family: string;
declare const version: number;
const dynamic = definePrompt({ ...shared, family, version, status: "active" });
expectTypeOf(dynamic.family).toEqualTypeOf<string>();
expectTypeOf(dynamic.version).toEqualTypeOf<number>();
declare const settings: PromptSettings;
expectTypeOf(definePrompt(settings)).toExtend<PromptVersion>();
