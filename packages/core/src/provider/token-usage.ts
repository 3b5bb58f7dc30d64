import type { ModelData } from "./model-data.js";

/**
 * Tokens, as the vendor counted them; null where it did not say. `input` includes what was read from or
 * written to its cache.
 */
export interface TokenUsage {
  readonly input: number | null;
  readonly output: number | null;
  readonly cacheRead: number | null;
  readonly cacheWrite: number | null;
  /** Part of `output`. */
  readonly reasoning: number | null;
}

/** Nothing is known of what was used: what a provider begins with. It is not zero. */
export const noUsage: TokenUsage = Object.freeze({
  input: null,
  output: null,
  cacheRead: null,
  cacheWrite: null,
  reasoning: null,
});

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
