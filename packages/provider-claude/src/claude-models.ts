import type { ModelData } from "@promptrail/core/provider-kit";

/** The day on which the prices below were read from the vendor's list. */
const asOf = "2026-11-23";

const allSettings = ["maxTokens", "temperature", "topP", "stopSequences"] as const;

/** From Claude Opus 4.7 on, models refuse sampling settings. */
const withoutSampling = ["maxTokens", "stopSequences"] as const;

const inputs = ["image", "image-url", "pdf", "pdf-url", "text-file"] as const;

const small = {
  contextWindow: 200_000,
  maxOutput: 64_000,
  settings: allSettings,
  inputs,
  tokenRatio: 1.18,
};
/** They count the same text as more tokens than those before. */
const large = {
  contextWindow: 1_000_000,
  maxOutput: 128_000,
  settings: withoutSampling,
  inputs,
  tokenRatio: 1.53,
};

const sonnet4 = {
  ...small,
  prices: { input: 3, output: 15, cacheRead: 0.3, cacheWrite: 3.75, asOf },
};
const sonnet45 = { ...sonnet4, retiresAt: "2026-11-30" };
const haiku45 = {
  ...small,
  prices: { input: 1, output: 5, cacheRead: 0.1, cacheWrite: 1.25, asOf },
};

/**
 * As listed on platform.claude.com in November 2026. Cache writes are priced for five minutes.
 * Claude Haiku 5.5 costs five times as much for prompts above 100,000 tokens.
 *
 * `inputs` are from https://platform.claude.com/docs/en/build-with-claude/vision and
 * https://platform.claude.com/docs/en/build-with-claude/pdf-support, by which all active models take images and PDF; a
 * plain text is a document as well, but not by its address. Cloud platforms take no addresses.
 *
 * `retiresAt` is from https://platform.claude.com/docs/en/about-claude/model-deprecations: Claude Sonnet 4, announced on
 * 2026-04-14, and Claude Sonnet 4.5, announced on 2026-09-30. It gives no date for the others, of which it says only
 * before which day they are not retired (Claude Haiku 4.5: 2026-10-15). Cloud platforms have dates of their own.
 */
export const claudeModels: Readonly<Record<string, ModelData>> = {
  "claude-sonnet-4-20250514": { ...sonnet4, retiresAt: "2026-06-15" },
  "claude-sonnet-4-5": sonnet45,
  "claude-sonnet-4-5-20250929": sonnet45,
  "claude-haiku-4-5": haiku45,
  "claude-haiku-4-5-20251001": haiku45,
  "claude-sonnet-5": {
    ...large,
    prices: { input: 2, output: 10, cacheRead: 0.2, cacheWrite: 2.5, asOf },
  },
  "claude-sonnet-5-5": {
    ...large,
    prices: { input: 2, output: 10, cacheRead: 0.1, cacheWrite: 2.5, asOf },
  },
  "claude-opus-5": {
    ...large,
    prices: { input: 5, output: 25, cacheRead: 0.5, cacheWrite: 6.25, asOf },
  },
  "claude-opus-5-5": { ...large, prices: { input: 4, output: 20, asOf } },
  "claude-haiku-5-5": {
    ...large,
    prices: { input: 0.1, output: 0.5, cacheRead: 0.01, cacheWrite: 0.125, asOf },
  },
};

/** These came before structured outputs. */
const withoutSchemas = /^claude-(?:2|3|instant|(?:sonnet|opus)-4-(?:0|20250514)\b)/;

export function enforcesSchemas(model: string): boolean {
  return !withoutSchemas.test(model);
}
