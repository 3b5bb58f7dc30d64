import type { ModelData } from "@promptrail/core/provider-kit";

const allSettings = ["maxTokens", "temperature", "topP", "stopSequences"] as const;

const current = { contextWindow: 1_000_000, maxOutput: 384_000, settings: allSettings };

// Off-peak, DeepSeek charges half of these: a stated cost is never too low.
const flash = { ...current, prices: { input: 0.3, output: 1.2, cacheRead: 0.006 } };

const legacyPrices = { input: 0.28, output: 0.42, cacheRead: 0.028 };

/** As listed on api-docs.deepseek.com in November 2026; the last two are DeepSeek V3.2's names. */
export const deepseekModels: Readonly<Record<string, ModelData>> = {
  "deepseek-flash": flash,
  "deepseek-v4-flash": flash,
  "deepseek-v4-pro": { ...current, prices: { input: 1.32, output: 3.96, cacheRead: 0.044 } },
  "deepseek-chat": {
    contextWindow: 128_000,
    maxOutput: 8_000,
    prices: legacyPrices,
    settings: allSettings,
  },
  "deepseek-reasoner": {
    contextWindow: 128_000,
    maxOutput: 64_000,
    prices: legacyPrices,
    settings: ["maxTokens", "stopSequences"],
  },
};
