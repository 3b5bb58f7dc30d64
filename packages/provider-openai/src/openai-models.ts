import type { ModelData } from "@promptrail/core/provider-kit";

/** The day on which the prices below were read from the vendor's list. */
const asOf = "2026-11-23";

const allSettings = ["maxTokens", "temperature", "topP", "stopSequences"] as const;

/** Models that reason refuse sampling settings and stop sequences. */
const limitOnly = ["maxTokens"] as const;

const inputs = ["image", "image-url", "pdf"] as const;

/**
 * They count by o200k itself (the model table of tiktoken, https://github.com/openai/tiktoken), and add a little for tools and
 * schemas.
 */
const o200k = { tokenRatio: 1.05 };

const gpt6 = { contextWindow: 1_050_000, maxOutput: 128_000, settings: limitOnly, inputs };

/**
 * As listed on developers.openai.com in November 2026, for short prompts at the standard tier.
 *
 * `inputs` are those of Chat Completions: by the models' own pages each takes images, and by
 * https://developers.openai.com/api/docs/guides/file-inputs a model that does takes PDF, as bytes alone.
 *
 * `retiresAt` is from https://developers.openai.com/api/docs/deprecations: GPT-4.1 mini and GPT-4o mini, announced on
 * 2026-10-14. The others have no shutdown date there.
 */
export const openaiModels: Readonly<Record<string, ModelData>> = {
  "gpt-4.1-mini": {
    ...o200k,
    contextWindow: 1_047_576,
    maxOutput: 32_768,
    prices: { input: 0.4, output: 1.6, cacheRead: 0.1, asOf },
    settings: allSettings,
    inputs,
    retiresAt: "2027-01-14",
  },
  "gpt-4o-mini": {
    ...o200k,
    contextWindow: 128_000,
    maxOutput: 16_384,
    prices: { input: 0.15, output: 0.6, cacheRead: 0.075, asOf },
    settings: allSettings,
    inputs,
    retiresAt: "2027-01-14",
  },
  "gpt-5.4-mini": {
    ...o200k,
    contextWindow: 400_000,
    maxOutput: 128_000,
    prices: { input: 0.75, output: 4.5, cacheRead: 0.075, asOf },
    settings: limitOnly,
    inputs,
  },
  "gpt-6-luna": { ...gpt6, prices: { input: 0.1, output: 0.5, asOf } },
  "gpt-6-sol": { ...gpt6, prices: { input: 2, output: 10, cacheRead: 0.2, asOf } },
  "gpt-6.1-sol": {
    ...gpt6,
    prices: { input: 2, output: 10, cacheRead: 0.1, cacheWrite: 2.5, asOf },
  },
};
