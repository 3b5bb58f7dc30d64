import type { ModelData } from "./model-data.js";
import type { TokenUsage } from "./token-usage.js";

/** The cost of a call in US dollars, or null for a model whose prices nobody stated. */
export function priceUsage(usage: TokenUsage, model: ModelData | undefined): number | null {
  if (model === undefined) return null;
  const { prices } = model;
  const plainInput = usage.input - usage.cacheRead - usage.cacheWrite;
  const dollarsPerMillion =
    plainInput * prices.input +
    usage.cacheRead * (prices.cacheRead ?? prices.input) +
    usage.cacheWrite * (prices.cacheWrite ?? prices.input) +
    usage.output * prices.output;
  return dollarsPerMillion / 1_000_000;
}
