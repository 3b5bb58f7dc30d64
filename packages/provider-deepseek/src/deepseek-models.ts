import type { ModelData } from "@promptrail/core/provider-kit";

/** The day on which the prices below were read from the vendor's list. */
const asOf = "2026-11-23";

const allSettings = ["maxTokens", "temperature", "topP", "stopSequences"] as const;

const current = { contextWindow: 1_000_000, maxOutput: 384_000, settings: allSettings };

// Off-peak, DeepSeek charges half of these: a stated cost is never too low.
const flash = {
  ...current,
  prices: { input: 0.3, output: 1.2, cacheRead: 0.006, asOf },
  inputs: ["image", "image-url"],
} as const;

const legacyPrices = { input: 0.28, output: 0.42, cacheRead: 0.028, asOf };

/**
 * As listed on api-docs.deepseek.com in November 2026; the last two are DeepSeek V3.2's names.
 *
 * `inputs` are from https://api-docs.deepseek.com/guides/vision: images for `deepseek-flash`, by which
 * `deepseek-v4-flash` is answered, too; no model takes files.
 *
 * `retiresAt` is from https://api-docs.deepseek.com/updates: the last two names end on 2026-07-24 at 15:59 UTC, as
 * announced on 2026-04-24; DeepSeek V4 Flash was retired on 2026-09-10, and its name is answered by the model of
 * `deepseek-flash` since. `deepseek-v4-pro` is listed without an end.
 */
export const deepseekModels: Readonly<Record<string, ModelData>> = {
  "deepseek-flash": flash,
  "deepseek-v4-flash": { ...flash, retiresAt: "2026-09-10" },
  "deepseek-v4-pro": { ...current, prices: { input: 1.32, output: 3.96, cacheRead: 0.044, asOf } },
  "deepseek-chat": {
    contextWindow: 128_000,
    maxOutput: 8_000,
    prices: legacyPrices,
    settings: allSettings,
    retiresAt: "2026-07-24",
  },
  "deepseek-reasoner": {
    contextWindow: 128_000,
    maxOutput: 64_000,
    prices: legacyPrices,
    settings: ["maxTokens", "stopSequences"],
    retiresAt: "2026-07-24",
  },
};
