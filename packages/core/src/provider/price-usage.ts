import type { ModelData } from "./model-data.js";
import type { TokenUsage } from "./token-usage.js";

/**
 * The cost of a call in US dollars; null where the vendor did not say what was used, or nobody stated the
 * model's prices. A vendor that says nothing of its cache is taken to have none.
 */
export function priceUsage(usage: TokenUsage, model: ModelData | undefined): number | null {
  const { input, output } = usage;
  if (model === undefined || input === null || output === null) return null;
  const { prices } = model;
  const cacheRead = usage.cacheRead ?? 0;
  const cacheWrite = usage.cacheWrite ?? 0;
  const dollarsPerMillion =
    (input - cacheRead - cacheWrite) * prices.input +
    cacheRead * (prices.cacheRead ?? prices.input) +
    cacheWrite * (prices.cacheWrite ?? prices.input) +
    output * prices.output;
  return dollarsPerMillion / 1_000_000;
}
